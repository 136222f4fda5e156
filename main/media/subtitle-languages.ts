/** Two-letter codes and the three letters that MP4 and Matroska want for them; the languages that subtitles of the web mostly come in. */
const THREE_LETTERS = Object.fromEntries(
  (
    'af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces cy:cym da:dan de:deu el:ell en:eng es:spa et:est eu:eus ' +
    'fa:fas fi:fin fr:fra ga:gle gl:glg gu:guj he:heb hi:hin hr:hrv hu:hun hy:hye id:ind is:isl it:ita iw:heb ja:jpn ka:kat kk:kaz ' +
    'km:khm kn:kan ko:kor lo:lao lt:lit lv:lav mk:mkd ml:mal mn:mon mr:mar ms:msa my:mya nb:nob ne:nep nl:nld nn:nno no:nor pa:pan ' +
    'pl:pol pt:por ro:ron ru:rus si:sin sk:slk sl:slv sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel th:tha tl:tgl tr:tur uk:ukr ur:urd ' +
    'uz:uzb vi:vie yi:yid zh:zho zu:zul'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

const TAG = /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i;

/** Reads a language tag as sites give it, such as `en` or `pt-BR`; undefined for anything else. */
export function languageTag(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= 35 && TAG.test(text) && text !== 'und' ? text : undefined;
}

/** Returns the three letters for a tag; `und` where they are not known. */
export function threeLetters(tag: string | undefined): string {
  const primary = tag?.split('-')[0]?.toLowerCase() ?? '';
  return primary.length === 3 ? primary : (THREE_LETTERS[primary] ?? 'und');
}
