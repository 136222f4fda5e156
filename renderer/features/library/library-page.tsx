import { useEffect } from 'react';
import { type LibrarySort, mirrorLibrary, searchLibrary, sortLibrary, useLibrary } from '../../store/library/library-pages.ts';
import { classNames } from '../../ui/class-names.ts';
import fieldStyles from '../../ui/controls/field.module.css';
import { Problem, Select } from '../../ui/controls/field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import styles from './library-page.module.css';
import { focusRequestedSearch, LIBRARY_SEARCH_ID } from './search-focus.ts';
import { continueWatching } from './shelves.ts';
import { VideoCard } from './video-card.tsx';
import { Wall } from './wall.tsx';

const SORTS: readonly { readonly value: LibrarySort; readonly label: string }[] = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
  { value: 'title', label: 'By title' },
  { value: 'largest', label: 'Largest first' },
];

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
      title="Library"
      tools={
        <>
          <input
            id={LIBRARY_SEARCH_ID}
            type="search"
            className={classNames(fieldStyles['input'], styles['search'])}
            aria-label="Search the library"
            placeholder="Search"
            value={search}
            onChange={(event) => searchLibrary(event.target.value)}
          />
          <Select name="Sort" value={sort} options={SORTS} onChange={sortLibrary} />
        </>
      }
    >
      {failure && <Problem>{sentenceFor(failure)}</Problem>}
      {loaded && !failure && videos.length === 0 && <Nothing search={search} />}
      {started.length > 0 && (
        <section className={styles['section']} aria-labelledby="continue-watching">
          <h2 id="continue-watching">Continue watching</h2>
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
            All videos
          </h2>
          <Wall videos={videos} />
        </section>
      )}
    </Page>
  );
}

function Nothing({ search }: { readonly search: string }) {
  return search.trim() === '' ? (
    <EmptyState title="No videos yet">
      <p>Videos that your household downloads appear here. Paste a link above to add the first one.</p>
    </EmptyState>
  ) : (
    <EmptyState title="Nothing found">
      <p>
        No video in the library matches “<bdi>{search.trim()}</bdi>”. Try fewer or different words.
      </p>
    </EmptyState>
  );
}
