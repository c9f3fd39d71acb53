import { expect, type ElectronApplication, type Page } from '@playwright/test';

/** Makes the window as large as a test wants to see it. */
export async function resizeWindow(
  app: ElectronApplication,
  width: number,
  height: number,
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
}

/** Chooses a theme in Settings, where the window then is. */
export async function showTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.getByTestId('nav-settings').click();
  await page
    .getByTestId('settings-theme')
    .getByText(theme === 'dark' ? 'Dark' : 'Light')
    .click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}
