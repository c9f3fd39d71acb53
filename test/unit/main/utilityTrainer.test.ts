import type { UtilityProcess } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { superviseUtility } from '../../../src/main/supervisor/superviseUtility.ts';

class FakeChild extends EventEmitter {
  pid: number | undefined;
  readonly postMessage = vi.fn();
  readonly kill = vi.fn(() => true);

  spawn(pid: number): void {
    this.pid = pid;
    this.emit('spawn');
  }
}

function supervise() {
  const child = new FakeChild();
  const endProcess = vi.fn();
  const trainer = superviseUtility(child as unknown as UtilityProcess, endProcess);
  return { child, endProcess, trainer };
}

describe('superviseUtility', () => {
  it('reports its exit once, although Electron may do so twice', () => {
    const { child, trainer } = supervise();
    const exits: unknown[] = [];
    trainer.onExit((exit) => exits.push(exit));
    child.emit('exit', 11);
    child.emit('exit', 0);
    expect(exits).toEqual([{ code: 11, signal: null }]);
    trainer.onExit((exit) => exits.push(exit));
    expect(exits).toHaveLength(2);
  });

  it('posts nothing once it is gone, not even from within the exit listener', () => {
    const { child, trainer } = supervise();
    trainer.onExit(() => trainer.post({ type: 'shutdown' }));
    trainer.post({ type: 'stop', runId: 'a' });
    child.emit('exit', 1);
    trainer.post({ type: 'shutdown' });
    expect(child.postMessage.mock.calls).toEqual([[{ type: 'stop', runId: 'a' }]]);
  });

  it('asks with SIGTERM, and ends the process itself with SIGKILL', () => {
    const { child, endProcess, trainer } = supervise();
    child.spawn(4711);
    trainer.kill('SIGTERM');
    expect(child.kill).toHaveBeenCalledOnce();
    expect(endProcess).not.toHaveBeenCalled();
    // Electron forgets the pid of a process that is going away.
    child.pid = undefined;
    trainer.kill('SIGKILL');
    expect(endProcess).toHaveBeenCalledExactlyOnceWith(4711);
    expect(trainer.pid).toBe(4711);
  });

  it('remembers a kill that comes before there is a process', () => {
    const { child, endProcess, trainer } = supervise();
    trainer.kill('SIGKILL');
    expect(endProcess).not.toHaveBeenCalled();
    child.spawn(12);
    expect(endProcess).toHaveBeenCalledExactlyOnceWith(12);
  });

  it('never kills a pid that may be someone else’s by now', () => {
    const { child, endProcess, trainer } = supervise();
    child.spawn(12);
    child.emit('exit', 0);
    trainer.kill('SIGKILL');
    trainer.kill('SIGTERM');
    expect(endProcess).not.toHaveBeenCalled();
    expect(child.kill).not.toHaveBeenCalled();
  });

  it('survives a process that ends between the look and the kill', () => {
    const { child, endProcess, trainer } = supervise();
    endProcess.mockImplementation(() => {
      throw new Error('ESRCH');
    });
    child.spawn(12);
    expect(() => trainer.kill('SIGKILL')).not.toThrow();
  });

  it('does not let the error of a trainer out of memory end the app', () => {
    const { child } = supervise();
    expect(() => child.emit('error', 'FatalError', 'heap', 'report')).not.toThrow();
  });
});
