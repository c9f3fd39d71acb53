import { z } from 'zod';

// The window's content policy forbids making code from text, which zod would otherwise try.
// This must run before any schema is used, so main.ts imports it first.
z.config({ jitless: true });
