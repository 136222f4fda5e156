import { CircleCheck, Hand, ListVideo, Users } from 'lucide-react';
import type { ProbeResult } from '../../../../preload/contract/types.ts';
import { useAsksFirst } from '../../../store/paste/asks-first.ts';
import { effectivePreset, usePasteField } from '../../../store/paste/paste-field.ts';
import { siteThumbnailUrl } from '../../../store/window/media-address.ts';
import { VideoThumbnail } from '../../../ui/thumbnails/video-thumbnail.tsx';
import { formatBytes, formatDuration, formatNames, siteOf } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import { KindAndQuality } from './kind-and-quality.tsx';
import styles from './link-preview.module.css';
import { SpaceLine } from './space-line.tsx';

/** Shows what is behind the link, as soon as that is known, and the choices: video or audio, quality and subtitles. */
export function LinkPreview() {
  const link = usePasteField((state) => state.link) ?? '';
  const probing = usePasteField((state) => state.probing);
  const found = usePasteField((state) => state.found);
  const asks = useAsksFirst();
  const hasKnownSize = usePasteField(({ kind, preset }) => kind === 'video' && effectivePreset(preset) !== 'small');
  // A page tells the size of the best quality: of a small copy, or of the sound alone, it says nothing.
  const bytes = hasKnownSize ? found?.bytes : undefined;

  return (
    <section className={styles['card']} aria-label={say('preview.whatWasFound')} aria-busy={probing}>
      {probing ? <div className={styles['shimmer']} /> : <PreviewThumbnail link={link} found={found} />}
      <div className={styles['side']}>
        <div>
          <p className={styles['title']}>
            <bdi>{found?.title ?? (siteOf(link) || link)}</bdi>
          </p>
          <p className={styles['facts']} role="status">
            {probing ? say('preview.checking') : <Facts link={link} found={found} />}
          </p>
        </div>
        {found && <Known found={found} />}
        {asks && (
          <p className={styles['known']}>
            <Hand aria-hidden /> {say('preview.askFirst')}
          </p>
        )}
        <KindAndQuality />
        {!probing && found?.known !== 'complete' && <SpaceLine bytes={bytes} />}
      </div>
    </section>
  );
}

function PreviewThumbnail({ link, found }: { readonly link: string; readonly found: ProbeResult | undefined }) {
  const src = found?.thumbnailUrl && siteThumbnailUrl(found.thumbnailUrl);
  // A new element for each link: a thumbnail that failed to load says nothing about the next.
  return <VideoThumbnail key={link} seed={link} src={src} durationSeconds={found?.durationSeconds} />;
}

function Facts({ link, found }: { readonly link: string; readonly found: ProbeResult | undefined }) {
  if (!found) return <>{say('preview.detailsLater')}</>;
  const facts = [
    found.channel,
    found.kind === 'playlist' ? say('count.videos', { count: found.entries?.length ?? 0 }) : undefined,
    found.durationSeconds !== undefined ? formatDuration(found.durationSeconds) : undefined,
    found.bytes !== undefined ? formatBytes(found.bytes) : undefined,
    siteOf(link),
  ].filter((fact) => fact !== undefined && fact !== '');
  return <bdi>{facts.join(' · ')}</bdi>;
}

/** Says whether it is here already, or on its way for somebody. */
function Known({ found }: { readonly found: ProbeResult }) {
  if (found.kind === 'playlist') {
    return (
      <p className={styles['known']}>
        <ListVideo aria-hidden /> {say('preview.playlist')}
      </p>
    );
  }
  const names = formatNames(found.wantedBy ?? []) || say('preview.someone');
  const many = (found.wantedBy?.length ?? 0) > 1;
  if (found.known === 'complete') {
    return (
      <p className={styles['known']}>
        <CircleCheck aria-hidden /> {say('preview.alreadyInLibrary')}
      </p>
    );
  }
  if (found.known === 'downloading' || found.known === 'pending') {
    const isRunning = found.known === 'downloading';
    const one = isRunning ? 'preview.isDownloading' : 'preview.isWaiting';
    const several = isRunning ? 'preview.areDownloading' : 'preview.areWaiting';
    return (
      <p className={styles['known']}>
        <Users aria-hidden />
        <span>{say(many ? several : one, { names })}</span>
      </p>
    );
  }
  return null;
}
