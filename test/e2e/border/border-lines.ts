import type { ChannelName } from '../../../preload/contract/channels.ts';

/** What a child must not reach, by id. Each item is in another state, so that a twin can act on the one that allows it. */
export interface Theirs {
  readonly dad: string;
  readonly dadPin: string;
  readonly grandma: string;
  readonly grandmaPin: string;
  /** What sets another PIN for her. */
  readonly grandmaCode: string;
  readonly tom: string;
  readonly items: Readonly<Record<ItemName, string>>;
  /** The link of one of Dad's videos, those of all that have a page, and one that nobody has. No link holds a title. */
  readonly url: string;
  readonly urls: readonly string[];
  readonly freshUrl: string;
  /** Two that Tom asked for and nobody has answered. */
  readonly requests: readonly [string, string];
  /** The channel that Tom may have without asking. */
  readonly rule: string;
}
export type ItemName = 'finished' | 'trashed' | 'failed' | 'cancelled' | 'running' | 'waiting' | 'next';

type Message = Readonly<Record<string, unknown>>;

/** One way to use a channel, and who is meant to get what. */
export type Line =
  /** Everybody may, and is told nothing of anybody's videos. */
  | { readonly kind: 'open'; readonly message: Message | undefined }
  /** Names people: an adult's window may, a child's may not. `twin` stands in where the adult's own call has to differ. */
  | { readonly kind: 'people'; readonly messages: readonly Message[]; readonly twin?: readonly Message[] }
  /** Everybody for themselves. */
  | { readonly kind: 'own'; readonly message: (profileId: string) => Message }
  /** Acts on one video; `twin` names one of Dad's on which it works. For adults only, it is refused to a child before anything is looked up. */
  | {
      readonly kind: 'item';
      readonly message: (profileId: string, videoId: string) => Message;
      readonly twin: ItemName;
      readonly forAdults?: boolean;
    }
  /** Aims at something that is not hers, whoever she claims to be; `twinBy` may. */
  | { readonly kind: 'aimed'; readonly message: (profileId: string) => Message; readonly twinBy: 'dad' | 'tom' }
  /** Changes something of her own, and nothing else: what she asks for waits for an adult. */
  | {
      readonly kind: 'hers';
      readonly message: (profileId: string) => Message;
      readonly answer: 'ok' | 'approval-needed';
      readonly twinBy: 'dad' | 'tom';
    };

type ItemLine = Extract<Line, { readonly kind: 'item' }>;
const ofItem = (twin: ItemName, more: Message = {}): ItemLine => ({
  kind: 'item',
  message: (profileId, videoId) => ({ profileId, videoId, ...more }),
  twin,
});
const ofItemForAdults = (twin: ItemName): Line => ({ ...ofItem(twin), forAdults: true });
const own = (more: Message = {}): Line => ({ kind: 'own', message: (profileId) => ({ profileId, ...more }) });
const open: Line = { kind: 'open', message: undefined };

/**
 * Every channel of the contract with all that a child could reach for through it. A channel without a line does not compile, and fails
 * the test. The twins are played in this order, so what ends people and things stands last.
 */
export const linesFor = (mia: string, theirs: Theirs): Readonly<Record<ChannelName, readonly Line[]>> => ({
  'profiles:list': [open], // the faces to pick
  'settings:get': [open],
  'system:health': [open],
  'profiles:create': [
    {
      kind: 'people',
      messages: [
        { name: 'Boss', role: 'adult' },
        { name: 'Kid', role: 'child' },
      ],
    },
  ],
  'profiles:unlock': [
    {
      kind: 'people',
      messages: [{ profileId: theirs.dad }, { profileId: theirs.dad, pin: '0000' }, { profileId: theirs.tom, pin: '1111' }],
      twin: [{ profileId: theirs.dad, pin: theirs.dadPin }],
    },
  ],
  'profiles:confirm': [{ kind: 'people', messages: [{ profileId: theirs.dad, pin: theirs.dadPin }] }],
  'profiles:recover': [
    {
      kind: 'people',
      messages: [{ profileId: theirs.dad, code: '0000-0000-0000-0000', pin: '1111' }],
      twin: [{ profileId: theirs.grandma, code: theirs.grandmaCode, pin: theirs.grandmaPin }],
    },
  ],
  'profiles:plan': [
    {
      kind: 'people',
      messages: [
        { profileId: theirs.grandma, change: 'make-child' },
        { profileId: theirs.grandma, change: null },
      ],
    },
  ],
  'profiles:plans': [{ kind: 'people', messages: [{}] }],
  'profiles:removal-preview': [{ kind: 'people', messages: [{ profileId: theirs.grandma }, { profileId: mia }] }],
  'profiles:limits': [{ kind: 'people', messages: [{ profileId: theirs.dad }, { profileId: theirs.tom }] }, own()],
  'profiles:storage': [{ kind: 'people', messages: [{ profileId: theirs.dad }, { profileId: theirs.tom }] }, own()],
  'household:storage': [{ kind: 'aimed', message: (profileId) => ({ profileId }), twinBy: 'dad' }],
  'profiles:choices': [own()],
  'profiles:choose': [{ kind: 'hers', message: (profileId) => ({ profileId, preset: 'small' }), answer: 'ok', twinBy: 'dad' }],
  'videos:probe': theirs.urls.map((url) => own({ url })),
  'queue:snapshot': [own()],
  'queue:recently-cancelled': [own()],
  'library:list': [own(), own({ search: 'surprise' }), own({ sort: 'largest', limit: 200 })],
  'library:trash': [own()],
  'activity:list': [own(), ofItem('running')],
  'activity:report': [own(), ofItem('running')],
  'library:reveal': [ofItemForAdults('finished')],
  'library:open': [ofItemForAdults('finished')],
  'library:subtitles': [ofItem('finished')],
  'library:subtitle': [ofItem('finished', { index: 0 })],
  'playback:progress': [ofItem('finished', { seconds: 1 })],
  'downloads:move': [
    ofItem('next'),
    ofItem('next', { before: theirs.items.waiting }),
    ofItem('next', { following: [theirs.items.waiting] }),
  ],
  'downloads:pause': [ofItem('waiting'), own()],
  'downloads:unpause': [ofItem('waiting'), own()],
  'downloads:cancel': [ofItem('next')],
  'downloads:resume': [ofItem('cancelled')],
  'downloads:retry': [ofItem('failed')],
  'downloads:trigger': [
    ofItem('finished'),
    { kind: 'hers', message: (profileId) => ({ profileId, url: theirs.url }), answer: 'approval-needed', twinBy: 'dad' },
  ],
  'library:remove': [ofItem('finished')],
  'library:undo': [ofItem('trashed')],
  'library:purge': [ofItem('finished')], // removed just before
  'requests:list': [own(), own({ status: 'waiting' })],
  'requests:channels': [own()],
  'requests:create': [
    { kind: 'hers', message: (profileId) => ({ profileId, url: theirs.freshUrl }), answer: 'ok', twinBy: 'tom' },
  ],
  'requests:withdraw': [{ kind: 'aimed', message: (profileId) => ({ profileId, requestId: theirs.requests[1] }), twinBy: 'tom' }],
  'requests:decide': [
    {
      kind: 'aimed',
      message: (profileId) => ({ profileId, requestId: theirs.requests[0], decision: 'allow', alwaysThisChannel: true }),
      twinBy: 'dad',
    },
  ],
  'requests:forget-channel': [{ kind: 'aimed', message: (profileId) => ({ profileId, channelId: theirs.rule }), twinBy: 'dad' }],
  'settings:choose-folder': [{ kind: 'people', messages: [{}] }],
  'settings:allow-private-addresses': [{ kind: 'people', messages: [{ allowed: true }] }],
  'settings:set': [
    { kind: 'people', messages: [{ theme: 'dark' }, { defaultPreset: 'small' }, { allowPrivateAddresses: true }] },
  ],
  'profiles:set-pin': [
    {
      kind: 'people',
      messages: [
        { profileId: theirs.dad, pin: null },
        { profileId: theirs.grandma, pin: '1111' },
        { profileId: theirs.tom, pin: '1111' },
      ],
      twin: [{ profileId: theirs.tom, pin: '1111' }],
    },
  ],
  'profiles:update': [
    {
      kind: 'people',
      messages: [
        { profileId: theirs.dad, name: 'X' },
        { profileId: theirs.tom, limits: { dailyItems: 0 } },
        { profileId: mia, limits: { needsApproval: false } },
        { profileId: mia, role: 'adult' },
      ],
    },
  ],
  'profiles:remove': [
    {
      kind: 'people',
      messages: [{ profileId: theirs.grandma }, { profileId: theirs.tom, handOverTo: mia }, { profileId: mia }],
      twin: [
        { profileId: theirs.grandma, ownerPin: theirs.grandmaPin },
        { profileId: theirs.tom, handOverTo: mia },
        { profileId: mia },
      ],
    },
  ],
  'profiles:lock': [open], // leaving is open to everybody, and gives nothing
});
