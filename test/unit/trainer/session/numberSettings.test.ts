import { expect, it } from 'vitest';
import { numberSettings, vectorFlags } from '../../../../src/trainer/session/numberSettings.ts';

it('names the vector units and nothing else', () => {
  const cpuInfo =
    'processor\t: 0\nflags\t\t: fpu sse4_2 avx avx2 avx512_bf16 hypervisor amx_tile fma\n';
  expect(vectorFlags(cpuInfo)).toEqual(['sse4_2', 'avx', 'avx2', 'avx512_bf16', 'amx_tile', 'fma']);
  expect(vectorFlags('processor\t: 0\nFeatures\t: fp asimd asimddp bf16\n')).toEqual([
    'asimd',
    'asimddp',
    'bf16',
  ]);
  expect(vectorFlags('')).toEqual([]);
});

it('keeps the variables that change numbers, in order, and no other', () => {
  const env = {
    TF_ENABLE_ONEDNN_OPTS: '0',
    OMP_NUM_THREADS: '1',
    TF_CPP_MIN_LOG_LEVEL: '2',
    HOME: '/home/anyone',
    TF_CLI_CONFIG_FILE: 'another program’s',
    ONEDNN_MAX_CPU_ISA: 'AVX2',
    MKL_CBWR: undefined,
  };
  expect(Object.entries(numberSettings(env))).toEqual([
    ['OMP_NUM_THREADS', '1'],
    ['ONEDNN_MAX_CPU_ISA', 'AVX2'],
    ['TF_ENABLE_ONEDNN_OPTS', '0'],
  ]);
});
