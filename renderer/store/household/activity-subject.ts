import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** The video that "What happened?" is about; undefined while the dialog is closed. */
interface ActivityState {
  readonly subject: { readonly videoId: string; readonly title: string } | undefined;
}

const activityStore = createStore<ActivityState>(() => ({ subject: undefined }));

export const useActivitySubject = (): ActivityState['subject'] => useStore(activityStore, (state) => state.subject);
export const openActivity = (subject: NonNullable<ActivityState['subject']>): void => activityStore.setState({ subject });
export const closeActivity = (): void => activityStore.setState({ subject: undefined });
