import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Result } from '../../../preload/contract/errors.ts';
import { askForPinBy, call } from '../border/main-process.ts';

/** The question that is on screen, shared by all calls that wait for the PIN. */
interface PinQuestion {
  readonly answered: Promise<boolean>;
  readonly answer: (isConfirmed: boolean) => void;
}

const questionStore = createStore<{ readonly question: PinQuestion | undefined }>(() => ({ question: undefined }));

/** Tells whether the person at the window is being asked for their PIN. */
export const useIsPinAsked = (): boolean => useStore(questionStore, ({ question }) => question !== undefined);

/** Lets calls that need the PIN ask for it; the returned function stops it. */
export function startPinQuestions(): () => void {
  askForPinBy(() => (questionStore.getState().question ?? ask()).answered);
  return () => {
    askForPinBy(async () => false);
    dropPinQuestion();
  };
}

/** Gives the PIN; when it is right, what waited for it is done. */
export async function confirmPin(profileId: string, pin: string): Promise<Result<unknown>> {
  const answer = await call('profiles:confirm', { profileId, pin });
  if (answer.ok) end(true);
  return answer;
}

/** Takes the question away; what waited for the PIN is not done. */
export const dropPinQuestion = (): void => end(false);

function ask(): PinQuestion {
  let answer: PinQuestion['answer'] = () => {};
  const answered = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  const question = { answered, answer };
  questionStore.setState({ question });
  return question;
}

function end(isConfirmed: boolean): void {
  const { question } = questionStore.getState();
  questionStore.setState({ question: undefined });
  question?.answer(isConfirmed);
}
