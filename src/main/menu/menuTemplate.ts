import type { MenuItemConstructorOptions } from 'electron';

/** A place of the window that the menu leads to. */
interface Place {
  readonly label: string;
  readonly path: string;
}

const PLACES: readonly Place[] = [
  { label: 'Runs', path: '/runs' },
  { label: 'New run', path: '/new' },
  { label: 'Compare', path: '/compare' },
  { label: 'Data', path: '/data' },
  { label: 'Study', path: '/study' },
  { label: 'Settings', path: '/settings' },
];

/**
 * The application menu. What it leads to is told to the page, which knows how to go there.
 *
 * @param platform `process.platform`
 * @param development adds reloading and the developer tools
 */
export function menuTemplate(
  navigate: (path: string) => void,
  platform: string,
  development: boolean,
): MenuItemConstructorOptions[] {
  const go = (label: string, path: string, accelerator: string): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => navigate(path),
  });
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      go('New run', '/new', 'CmdOrCtrl+N'),
      { type: 'separator' },
      go('Settings', '/settings', 'CmdOrCtrl+,'),
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
  const places: MenuItemConstructorOptions = {
    label: '&Go',
    submenu: PLACES.map(({ label, path }, index) => go(label, path, `CmdOrCtrl+${index + 1}`)),
  };
  const appMenu: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  return [
    ...appMenu,
    file,
    { role: 'editMenu' },
    places,
    view(development),
    { role: 'windowMenu' },
  ];
}

function view(development: boolean): MenuItemConstructorOptions {
  const tools: MenuItemConstructorOptions[] = development
    ? [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
    : [];
  return {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...tools,
    ],
  };
}
