/** Vector and matrix units: which of them there are decides how sums are ordered, and so the last bits. */
const VECTOR_FLAGS = /^(sse4_2|avx\w*|fma|f16c|amx\w*|asimd\w*|sve\w*|bf16|i8mm)$/;

/** Variables that change numbers or threads; TensorFlow's log level, and other programs' TF_, do neither. */
const NUMBER_SETTINGS =
  /^(TF_(?:ENABLE|DISABLE|NUM|SET|DETERMINISTIC|CUDNN|XLA|ONEDNN)_|OMP_|ONEDNN_|DNNL_|MKL_|KMP_|OPENBLAS_)/;

/** The vector units that a `/proc/cpuinfo` names; none where there is no such file. */
export function vectorFlags(cpuInfo: string): string[] {
  const flags = /^(?:flags|Features)\s*:\s*(.*)$/m.exec(cpuInfo)?.[1] ?? '';
  return flags.split(/\s+/).filter((flag) => VECTOR_FLAGS.test(flag));
}

/** The environment's variables that can change what a run computes. */
export function numberSettings(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const entries = Object.entries(env).flatMap(([name, value]) =>
    NUMBER_SETTINGS.test(name) && value !== undefined ? [[name, value] as const] : [],
  );
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)));
}
