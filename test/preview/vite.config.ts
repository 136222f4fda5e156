import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The preview: the real window with a scripted main process behind it. `npx vite --config test/preview/vite.config.ts` */
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Puts the fake bridge in front of the app, and answers what `media://` would: a drawn picture for every video. */
function fakeMain(): Plugin {
  return {
    name: 'fake-main',
    transformIndexHtml: () => [
      { tag: 'script', attrs: { type: 'module', src: `/@fs/${here('./install.ts')}` }, injectTo: 'head-prepend' },
    ],
    transform(code, id) {
      return id.endsWith('/renderer/store/window/media-address.ts') ? code.replaceAll('media://', '/preview-media/') : undefined;
    },
    configureServer(server) {
      server.middlewares.use('/preview-media/thumb', (request, response) => {
        const hue = [...(request.url ?? '')].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 9973, 7) % 360;
        response.setHeader('Content-Type', 'image/svg+xml');
        response.end(
          `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop stop-color="hsl(${hue} 55% 62%)"/><stop offset="1" stop-color="hsl(${(hue + 70) % 360} 60% 28%)"/></linearGradient></defs><rect width="320" height="180" fill="url(#g)"/><circle cx="${60 + (hue % 200)}" cy="70" r="46" fill="hsl(${(hue + 30) % 360} 80% 80% / .7)"/><path d="M0 150 Q 90 ${80 + (hue % 50)} 180 140 T 320 120 V180 H0z" fill="hsl(${(hue + 70) % 360} 50% 18% / .75)"/></svg>`,
        );
      });
    },
  };
}

export default defineConfig({
  root: here('../../renderer'),
  plugins: [react(), fakeMain()],
  server: { host: '127.0.0.1', port: 5199, strictPort: true, fs: { allow: [here('../..')] } },
  build: { emptyOutDir: true },
});
