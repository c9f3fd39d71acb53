import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { LabError } from '../../shared/errors.ts';

/** A short word at the edge of the window. */
export interface Toast {
  readonly id: number;
  readonly message: string;
  /** What to do about it, for errors that belong to no field and no place. */
  readonly hint?: string | undefined;
  readonly tone: 'neutral' | 'danger';
  /** Leads to what it is about. */
  readonly link?: { readonly label: string; readonly path: string } | undefined;
  /** Takes back what was done. */
  readonly undo?: (() => void) | undefined;
}

const LIFETIME = 5_000;

/** Short words at the edge of the window; sparingly, and never the only place of an error. */
export const useToastStore = defineStore('toast', () => {
  const toasts = ref<readonly Toast[]>([]);
  let count = 0;

  function add(toast: Omit<Toast, 'id'>, lifetime: number): void {
    count += 1;
    const id = count;
    toasts.value = [...toasts.value.slice(-2), { ...toast, id }];
    setTimeout(() => dismiss(id), lifetime);
  }

  /** Says that something was done where the eye would not otherwise see it. */
  function show(message: string): void {
    add({ message, tone: 'neutral' }, LIFETIME);
  }

  /** Says that something was done, and leads there. */
  function showLink(message: string, label: string, path: string): void {
    add({ message, tone: 'neutral', link: { label, path } }, LIFETIME * 2);
  }

  /** Says that something was done, and offers to take it back; also by Ctrl+Z while it is there. */
  function showUndo(message: string, undo: () => void): void {
    add({ message, tone: 'neutral', undo }, LIFETIME * 2);
  }

  /** Takes back the latest thing that can be, if it is still offered. @returns whether there was one */
  function undoLatest(): boolean {
    const latest = toasts.value.findLast(({ undo }) => undo !== undefined);
    if (!latest) return false;
    dismiss(latest.id);
    latest.undo?.();
    return true;
  }

  /** Says that a command failed which has no place of its own for errors. */
  function showError(error: LabError): void {
    add({ message: error.message, hint: error.hint, tone: 'danger' }, LIFETIME * 2);
  }

  function dismiss(id: number): void {
    toasts.value = toasts.value.filter((toast) => toast.id !== id);
  }

  return { toasts, show, showLink, showUndo, undoLatest, showError, dismiss };
});
