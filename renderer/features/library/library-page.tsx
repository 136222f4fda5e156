import { useEffect } from 'react';
import { type LibrarySort, mirrorLibrary, searchLibrary, sortLibrary, useLibrary } from '../../store/library/library-pages.ts';
import { classNames } from '../../ui/class-names.ts';
import fieldStyles from '../../ui/controls/field.module.css';
import { Problem, Select } from '../../ui/controls/field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { isolated } from '../../words/format.ts';
import { type PhraseKey, say } from '../../words/say.ts';
import styles from './library-page.module.css';
import { focusRequestedSearch, LIBRARY_SEARCH_ID } from './search-focus.ts';
import { continueWatching } from './shelves.ts';
import { VideoCard } from './video-card.tsx';
import { Wall } from './wall.tsx';

const SORTS = [
  { value: 'newest', name: 'library.newestFirst' },
  { value: 'oldest', name: 'library.oldestFirst' },
  { value: 'title', name: 'library.byTitle' },
  { value: 'largest', name: 'library.largestFirst' },
] as const satisfies readonly { readonly value: LibrarySort; readonly name: PhraseKey }[];

/** Shows all that the household has: what this person was watching first, then a wall of thumbnails. */
export function LibraryPage() {
  useEffect(mirrorLibrary, []);
  useEffect(focusRequestedSearch, []);
  const search = useLibrary((state) => state.search);
  const sort = useLibrary((state) => state.sort);
  const videos = useLibrary((state) => state.videos);
  const loaded = useLibrary((state) => state.loaded);
  const failure = useLibrary((state) => state.failure);
  const started = search.trim() === '' ? continueWatching(videos) : [];

  return (
    <Page
      title={say('frame.library')}
      tools={
        <>
          <input
            id={LIBRARY_SEARCH_ID}
            type="search"
            className={classNames(fieldStyles['input'], styles['search'])}
            aria-label={say('library.searchLibrary')}
            placeholder={say('library.search')}
            value={search}
            onChange={(event) => searchLibrary(event.target.value)}
          />
          <Select
            name={say('library.sort')}
            value={sort}
            options={SORTS.map(({ value, name }) => ({ value, label: say(name) }))}
            onChange={sortLibrary}
          />
        </>
      }
    >
      {failure && <Problem>{sentenceFor(failure)}</Problem>}
      {loaded && !failure && videos.length === 0 && <Nothing search={search} />}
      {started.length > 0 && (
        <section className={styles['section']} aria-labelledby="continue-watching">
          <h2 id="continue-watching">{say('library.continueWatching')}</h2>
          <ul className={styles['shelf']}>
            {started.map((video) => (
              <li key={video.videoId}>
                <VideoCard video={video} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {videos.length > 0 && (
        <section className={styles['wall']} aria-labelledby="all-videos">
          <h2 id="all-videos" className="visually-hidden">
            {say('library.allVideos')}
          </h2>
          <Wall videos={videos} />
        </section>
      )}
    </Page>
  );
}

function Nothing({ search }: { readonly search: string }) {
  return search.trim() === '' ? (
    <EmptyState title={say('library.noVideos')}>
      <p>{say('library.noVideosHint')}</p>
    </EmptyState>
  ) : (
    <EmptyState title={say('library.nothingFound')}>
      <p>{say('library.nothingFoundHint', { search: isolated(search.trim()) })}</p>
    </EmptyState>
  );
}
