import { afterAll, expect, test } from 'vitest';
import { closeEverything, launchApp } from '../app/harness.ts';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.ts';

let proxy: RecordingProxy | undefined;
afterAll(async () => {
  await closeEverything();
  await proxy?.close();
});

test('a started app in which somebody writes asks no host at all', async () => {
  proxy = await startRecordingProxy();
  const own = `http://${proxy.address}`;
  const { app, page } = await launchApp({
    args: [`--proxy-server=${own}`, '--proxy-bypass-list=<-loopback>'],
    env: { http_proxy: own, https_proxy: own, all_proxy: own },
  });
  await page.getByRole('button', { name: 'Let’s start' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.pressSequentially('Somebdy who mistypes a litle ');
  expect(await name.inputValue()).toContain('mistypes');
  expect(await app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())).toBe(false);
  // What the app asks on purpose is seen, so what it asked before would have been; the spell checker asks with the first letter.
  await app.evaluate(({ session }) => void session.defaultSession.fetch('http://last.example/').catch(() => undefined));
  await proxy.waitForHost('last.example');
  expect(proxy.hosts).toEqual(['last.example']);
});
