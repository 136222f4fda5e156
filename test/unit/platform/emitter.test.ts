import { expect, test, vi } from 'vitest';
import { createEmitter } from '../../../main/platform/emitter.ts';

interface Events {
  opened: { id: string };
  closed: undefined;
}

test('an emitter calls the listeners of one event in order, with the payload', () => {
  const emitter = createEmitter<Events>();
  const seen: string[] = [];
  emitter.on('opened', ({ id }) => seen.push(`first ${id}`));
  emitter.on('opened', ({ id }) => seen.push(`second ${id}`));
  emitter.on('closed', () => seen.push('closed'));
  emitter.emit('opened', { id: 'a' });
  expect(seen).toEqual(['first a', 'second a']);
});

test('an emitter reports a throwing listener and still calls the others', () => {
  const onError = vi.fn();
  const emitter = createEmitter<Events>({ onError });
  const after = vi.fn();
  const failure = new Error('broken listener');
  emitter.on('opened', () => {
    throw failure;
  });
  emitter.on('opened', after);
  emitter.emit('opened', { id: 'a' });
  expect(after).toHaveBeenCalledOnce();
  expect(onError).toHaveBeenCalledExactlyOnceWith(failure, 'opened');
});

test('an emitter calls neither a listener that was removed meanwhile nor one that was added meanwhile', () => {
  const emitter = createEmitter<Events>();
  const added = vi.fn();
  const removed = vi.fn();
  emitter.on('closed', () => {
    remove();
    emitter.on('closed', added);
  });
  const remove = emitter.on('closed', removed);
  emitter.emit('closed', undefined);
  expect(removed).not.toHaveBeenCalled();
  expect(added).not.toHaveBeenCalled();
});

test('an emitter keeps apart two registrations of the same function', () => {
  const emitter = createEmitter<Events>();
  const listener = vi.fn();
  emitter.on('closed', listener);
  const removeSecond = emitter.on('closed', listener);
  removeSecond();
  removeSecond();
  emitter.emit('closed', undefined);
  expect(listener).toHaveBeenCalledOnce();
});
