import type { Component } from 'vue';

/** What a badge shows: an icon and a word, in the colour of what they say. */
export interface BadgeLook {
  readonly icon: Component;
  readonly word: string;
  readonly tone: 'neutral' | 'accent' | 'positive' | 'warning' | 'danger';
}
