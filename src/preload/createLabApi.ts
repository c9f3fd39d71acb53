import type { Channel } from '../shared/contract/channels.ts';
import type { Answer, LabApi } from '../shared/contract/labApi.ts';
import { LAB_EVENT_CHANNEL, type LabEvent } from '../shared/contract/labEvents.ts';

/** The part of Electron's `ipcRenderer` that is needed; tests give their own. */
export interface IpcRendererLike {
  invoke(channel: string, payload: unknown): Promise<unknown>;
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
  removeListener(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
}

// Named here once more, because the contract's own table would bring its schemas along. The type makes
// a channel that is missing or unknown a compile error.
const CHANNELS: Readonly<Record<Channel, true>> = {
  'runs:list': true,
  'runs:get': true,
  'runs:steps': true,
  'runs:images': true,
  'runs:calibration': true,
  'runs:enqueue': true,
  'runs:parent': true,
  'runs:repeat': true,
  'runs:stop': true,
  'runs:stop-after-epoch': true,
  'runs:pause': true,
  'runs:resume': true,
  'runs:extend': true,
  'runs:log': true,
  'runs:rename': true,
  'runs:delete': true,
  'runs:move': true,
  'runs:compared': true,
  'runs:compare': true,
  'runs:together': true,
  'runs:disagreements': true,
  'estimates:basis': true,
  'estimates:calibrate': true,
  'inspect:predict': true,
  'inspect:activations': true,
  'inspect:filters': true,
  'inspect:grad-cam': true,
  'runs:verify': true,
  'runs:verifications': true,
  'bundles:export': true,
  'bundles:import': true,
  'comparisons:list': true,
  'comparisons:save': true,
  'comparisons:delete': true,
  'comparisons:export': true,
  'presets:list': true,
  'dataset:list': true,
  'study:get': true,
  'study:train': true,
  'study:references': true,
  'dataset:summary': true,
  'dataset:statistics': true,
  'dataset:choose-path': true,
  'dataset:check-import': true,
  'dataset:confirm-import': true,
  'dataset:cancel-import': true,
  'dataset:rename': true,
  'dataset:remove': true,
  'dataset:samples': true,
  'app:info': true,
  'app:reveal-home': true,
  'settings:get': true,
  'settings:set': true,
  'runs:groups': true,
  'runs:differing': true,
  'runs:param-keys': true,
  'runs:values': true,
  'runs:sparklines': true,
  'runs:annotate': true,
  'runs:note': true,
  'runs:set-note': true,
  'runs:restore': true,
  'experiments:list': true,
  'experiments:create': true,
  'experiments:update': true,
  'experiments:delete': true,
  'views:list': true,
  'views:save': true,
  'views:delete': true,
  'architectures:list': true,
  'architectures:save': true,
  'architectures:rename': true,
  'architectures:delete': true,
  'architectures:restore': true,
};

/**
 * The object a page sees as `window.lab`: the contract's channels, its events, the platform. It hands
 * out neither Electron nor the events' senders.
 */
export function createLabApi(ipc: IpcRendererLike, platform: string): LabApi {
  return {
    platform,
    // Electron's answer is main's, which the contract types; the bridge can only name it.
    invoke: ((channel: unknown, request: unknown) =>
      invoke(ipc, channel, request)) as LabApi['invoke'],
    subscribe: (listener) => {
      const receive = (_event: unknown, payload: unknown): void => listener(payload as LabEvent);
      ipc.on(LAB_EVENT_CHANNEL, receive);
      return () => {
        ipc.removeListener(LAB_EVENT_CHANNEL, receive);
      };
    },
  };
}

async function invoke(
  ipc: IpcRendererLike,
  channel: unknown,
  request: unknown,
): Promise<Answer<unknown>> {
  if (typeof channel !== 'string' || !Object.hasOwn(CHANNELS, channel))
    return unknownChannel(channel);
  try {
    return (await ipc.invoke(channel, request)) as Answer<unknown>;
  } catch (thrown) {
    // Only a request that cannot be copied, or a main process that is going away, ends up here.
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { ok: false, error: { code: 'internal', message, hint: 'Start Atelier again' } };
  }
}

function unknownChannel(channel: unknown): Answer<never> {
  const name = typeof channel === 'string' ? `"${channel}"` : 'of that kind';
  return {
    ok: false,
    error: { code: 'forbidden', message: `The lab has no channel ${name}` },
  };
}
