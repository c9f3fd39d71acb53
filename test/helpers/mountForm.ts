import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { TooltipProvider } from 'reka-ui';
import { h, type Component } from 'vue';
import type { Channel, Request, Response } from '../../src/shared/contract/channels.ts';
import type { LabApi } from '../../src/shared/contract/labApi.ts';
import { toLabError } from '../../src/shared/errors.ts';

/** What the lab answers or throws in a test, by channel; one that is not named never answers. */
export type LabAnswers = {
  readonly [C in Channel]?: (request: Request<C>) => Response<C>;
};

/** A form on a page, as a person has it before them. */
export interface MountedForm {
  /** The control with a test id. @throws when it is not there */
  control(testId: string): HTMLElement;
  /** What stands in a box. */
  typed(testId: string): string;
  /** Types into a box and leaves it. */
  fill(testId: string, text: string): Promise<void>;
  /** Presses a button or a switch. */
  press(testId: string): Promise<void>;
  /** Opens a select by keyboard and takes an option by the words it shows. */
  choose(testId: string, option: string): Promise<void>;
  /** The words at a control that say what is wrong with it; undefined where nothing is. */
  errorAt(testId: string): string | undefined;
  /** The test ids of all controls that are marked as wrong, in the order of the page. */
  wrong(): readonly string[];
  /** Waits until the page shows what was done to the stores. */
  settle(): Promise<void>;
  /** Takes the form off the page. */
  close(): void;
}

/**
 * Makes a window of a test's own: fresh stores, an empty draft, and a lab that answers as it is told.
 * Needs `@vitest-environment happy-dom`.
 */
export function newWindow(answers: LabAnswers = {}): void {
  window.localStorage.clear();
  setActivePinia(createPinia());
  const lab: LabApi = {
    invoke: (channel, request) => {
      const answer = answers[channel] as ((asked: typeof request) => never) | undefined;
      if (!answer) return new Promise(() => undefined);
      try {
        return Promise.resolve({ ok: true, value: answer(request) });
      } catch (thrown) {
        return Promise.resolve({ ok: false, error: toLabError(thrown).toData() });
      }
    },
    subscribe: () => () => undefined,
    platform: 'linux',
  };
  Object.assign(window, { lab });
}

/**
 * Mounts a component on the page. Call {@link newWindow} before.
 * @param props its properties and listeners
 */
export function mountForm(component: Component, props: Record<string, unknown> = {}): MountedForm {
  // As in the window, where one provider serves all tooltips.
  const page = { render: () => h(TooltipProvider, null, () => h(component, props)) };
  const wrapper = mount(page, { attachTo: document.body });
  const find = (testId: string): HTMLElement => {
    const found = document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
    if (found) return found;
    const there = [...document.querySelectorAll<HTMLElement>('[data-testid]')];
    const names = there.map(({ dataset }) => dataset['testid']).join(', ');
    throw new Error(`No ${testId} on the page, but: ${names}`);
  };
  const press = async (element: HTMLElement): Promise<void> => {
    element.click();
    await flushPromises();
  };
  const key = async (element: HTMLElement, name: string): Promise<void> => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    await flushPromises();
  };
  return {
    control: find,
    typed: (testId) => (find(testId) as HTMLInputElement).value,
    fill: async (testId, text) => {
      const box = find(testId) as HTMLInputElement;
      box.value = text;
      box.dispatchEvent(new Event('input', { bubbles: true }));
      box.dispatchEvent(new Event('blur'));
      await flushPromises();
    },
    press: (testId) => press(find(testId)),
    choose: async (testId, option) => {
      await key(find(testId), 'Enter');
      const options = [...document.querySelectorAll<HTMLElement>('[role="option"]')];
      const wanted = options.find(({ textContent }) => textContent.trim() === option);
      if (!wanted) {
        const there = options.map(({ textContent }) => textContent.trim()).join(', ');
        throw new Error(`No option ${option} at ${testId}, but: ${there}`);
      }
      await key(wanted, 'Enter');
    },
    errorAt: (testId) => {
      const control = find(testId);
      const about = document.getElementById(control.getAttribute('aria-describedby') ?? '');
      return about?.getAttribute('role') === 'alert' ? about.textContent.trim() : undefined;
    },
    wrong: () =>
      [...document.querySelectorAll<HTMLElement>('[aria-invalid="true"]')].map(
        ({ dataset }) => dataset['testid'] ?? '',
      ),
    settle: async () => void (await flushPromises()),
    close: () => {
      wrapper.unmount();
      document.body.replaceChildren();
    },
  };
}
