import manifest from '../../../package.json' with { type: 'json' };

/** The version of Atelier, from its package.json. */
export const appVersion: string = manifest.version;
