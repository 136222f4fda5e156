import { type Said, said } from '../../phrasebook/said.ts';
import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { WaitReason } from '../../preload/contract/hold-reasons.ts';
import type { ProbeResult } from '../../preload/contract/types.ts';
import type { VideoRows } from '../library/videos/video-rows.ts';
import { Refusal } from '../platform/refusal.ts';
import { entryAddress, type WebAddress } from '../web/web-address.ts';
import { ProbeFailure, type ProbeReport, type Prober } from '../yt-dlp/probe.ts';
import { ToolsMissing } from '../yt-dlp/tools.ts';

export interface ProbeServiceOptions {
  readonly videos: VideoRows;
  readonly prober: Prober;
  /** Throws a Refusal for an address that must not be asked. */
  readonly refuseAddress: (url: string) => Promise<void>;
}

/** Finds out what an address is. Downloads nothing. */
export interface ProbeService {
  /**
   * Tells the window what an address is, and whether the household knows it already. The row of `answeringId` answers at once where it
   * can; without one the page is asked, whatever the library holds. Throws a Refusal with a plain sentence.
   */
  probe(address: WebAddress, answeringId: string | undefined): Promise<ProbeResult>;
  /** Probes a page that the library is not asked about. Throws a Refusal for an address that must not be asked. */
  inspect(url: string): Promise<ProbeReport>;
}

/** How many links windows may wait for at once. A person pastes one at a time; a page that was taken over could ask for millions. */
const MAX_ASKED = 50;

export function createProbeService(options: ProbeServiceOptions): ProbeService {
  let asked = 0;
  return {
    async probe(address, answeringId) {
      if (asked >= MAX_ASKED) throw new Refusal('conflict', said('refusal.tooManyLinks'));
      asked += 1;
      try {
        return await probe(address, answeringId, options);
      } finally {
        asked -= 1;
      }
    },
    inspect: (url) => options.refuseAddress(url).then(() => options.prober.probe(url)),
  };
}

const HOME_NETWORK = 'An adult can allow this in Settings, for a media server of your own.';

/** Says what a failed probe means for the person who pasted the link. */
const refusals: Partial<Record<WaitReason, [ErrorCode, Said]>> = {
  unsupported: ['unsupported', said('refusal.videoMissing')],
  'not-found': ['unreachable', said('refusal.pageMissing')],
  'tool-missing': ['tool-missing', said('refusal.ytDlpMissing')],
  private: ['unsupported', said('refusal.privateVideo')],
  drm: ['unsupported', said('refusal.protectedVideo')],
};

async function probe(
  address: WebAddress,
  answeringId: string | undefined,
  { videos, prober, refuseAddress }: ProbeServiceOptions,
): Promise<ProbeResult> {
  const known = answeringId === undefined ? undefined : videos.get(answeringId);
  if (known !== undefined && known.status !== 'cataloged') {
    return {
      kind: 'video',
      title: known.title,
      known: known.status,
      wantedBy: videos.wantedBy(known.id),
      ...(known.durationSeconds !== null && { durationSeconds: known.durationSeconds }),
      ...(known.thumbnailUrl !== null && { thumbnailUrl: known.thumbnailUrl }),
    };
  }
  await refuseAddress(address.url);
  try {
    const report = await prober.probe(address.url);
    return {
      kind: report.kind,
      title: report.title,
      ...(report.durationSeconds !== undefined && { durationSeconds: report.durationSeconds }),
      ...(report.thumbnailUrl !== undefined && { thumbnailUrl: report.thumbnailUrl }),
      ...(report.channel !== undefined && { channel: report.channel }),
      ...(report.bytes !== undefined && { bytes: report.bytes }),
      ...(report.entries !== undefined && { entries: report.entries.map((entry) => withKnown(entry, videos)) }),
    };
  } catch (error) {
    if (error instanceof ToolsMissing)
      throw new Refusal('tool-missing', { text: error.message, phrase: said('refusal.ytDlpMissing').phrase });
    if (!(error instanceof ProbeFailure)) throw error;
    if (error.reason === 'address-refused') throw new Refusal('private-address', `${error.message} ${HOME_NETWORK}`);
    const [code, sentence] = refusals[error.reason] ?? ['unreachable', said('refusal.pageSilent')];
    throw new Refusal(code, sentence);
  }
}

function withKnown(entry: { url: string; title: string; durationSeconds?: number }, videos: VideoRows) {
  let status: ProbeResult['known'];
  try {
    status = videos.known(entryAddress(entry.url).urlKey)?.status;
  } catch {
    // An entry that is no web address stays in the list; adding it says why it cannot be got.
  }
  return { ...entry, ...(status !== undefined && { known: status }) };
}
