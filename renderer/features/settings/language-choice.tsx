import { useState } from 'react';
import { LANGUAGES } from '../../../preload/contract/spoken-languages.ts';
import { updatePerson, useActiveProfile } from '../../store/window/acting-profile.ts';
import { Problem, Select } from '../../ui/controls/field.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { languageOfComputer, ownNameOf, say } from '../../words/say.ts';

/** Stands for the computer's language among the choices. */
const OF_COMPUTER = 'computer';

/** Chooses the language that the person at the window reads; the whole window speaks it at once. */
export function LanguageChoice() {
  const profile = useActiveProfile();
  const [problem, setProblem] = useState<string>();
  if (profile === undefined) return null;
  const choose = async (picked: (typeof LANGUAGES)[number] | typeof OF_COMPUTER) => {
    const answer = await updatePerson({ profileId: profile.id, language: picked === OF_COMPUTER ? null : picked });
    setProblem(answer.ok ? undefined : sentenceFor(answer));
  };
  return (
    <>
      <Select
        name={say('settings.language')}
        value={profile.language ?? OF_COMPUTER}
        options={[
          { value: OF_COMPUTER, label: say('settings.languageOfComputer', { language: ownNameOf(languageOfComputer()) }) },
          ...LANGUAGES.map((language) => ({ value: language, label: ownNameOf(language) })),
        ]}
        onChange={(picked) => void choose(picked)}
      />
      {problem && <Problem>{problem}</Problem>}
    </>
  );
}
