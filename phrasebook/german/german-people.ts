export const picker = {
  asksForPin: 'Fragt nach einer PIN',
  enterPin: 'Gib deine PIN ein.',
  hello: 'Hallo, {name}',
  whoIsThisFor: 'Wer schaut gerade?',
} as const;

export const lock = {
  'window-hidden': 'Gesperrt, weil das Fenster geschlossen wurde. Die Downloads laufen weiter.',
  'screen-locked': 'Gesperrt, weil der Bildschirm gesperrt wurde. Die Downloads laufen weiter.',
  sleep: 'Gesperrt, weil der Computer im Ruhezustand war.',
  idle: 'Gesperrt, weil eine Weile niemand da war. Die Downloads laufen weiter.',
  'page-reloaded': 'Das Fenster wurde neu geladen, darum fragt es, wer du bist. Die Downloads laufen weiter.',
} as const;

export const firstRun = {
  allSet: 'Alles bereit',
  allSetFor: 'Alles bereit, {name}',
  continue: 'Weiter',
  copyAndPaste: 'Kopiere den Link eines Videos und füge ihn hier ein. Das ist alles.',
  folder: 'Wohin mit den Videos?',
  folderHint: 'In diesen Ordner kommen die Videos von allen. Der vorgeschlagene passt für die meisten.',
  goToQueue: 'Zu meiner Warteschlange',
  letsStart: 'Los geht’s',
  tools: 'Was Homereel braucht',
  welcome: 'Willkommen zu Hause',
  welcomeHint:
    'Homereel bewahrt Videos für alle zu Hause auf. Jede Person hat ihre eigene Warteschlange, und ein Video, das mehrere möchten, liegt nur einmal da.',
  whoAreYou: 'Wer bist du?',
} as const;

export const person = {
  add: 'Person hinzufügen',
  adult: 'Erwachsen',
  adultOrChild: 'Erwachsen oder Kind?',
  child: 'Kind',
  childrenAsk: 'Kinder fragen, bevor etwas Neues heruntergeladen wird, und sehen nur ihre eigenen Videos.',
  colour: 'Farbe',
  edit: '{name} bearbeiten',
  enterName: 'Gib einen Namen ein.',
  face: 'Gesicht',
  moreFor: 'Mehr zu {name}',
  name: 'Name',
  people: 'Personen',
  withPin: 'mit PIN',
} as const;

export const colour = {
  violet: 'Violett',
  blue: 'Blau',
  teal: 'Petrol',
  green: 'Grün',
  amber: 'Bernstein',
  orange: 'Orange',
  pink: 'Rosa',
  slate: 'Schiefer',
} as const;

export const pin = {
  canTryAgain: 'Du kannst es jetzt noch einmal versuchen.',
  change: 'PIN ändern',
  current: 'Bisherige PIN',
  deleteDigit: 'Letzte Ziffer löschen',
  digits: '4 bis 12 Ziffern.',
  enter: 'Bestätigen',
  isRemoved: 'PIN entfernt. {name} hat keine mehr.',
  isSaved: 'PIN gespeichert. {name} hat eine neue PIN.',
  name: 'PIN',
  neededToPick: 'Sie wird gebraucht, um auf der Startseite {name} auszuwählen.',
  new: 'Neue PIN',
  of: 'PIN von {name}',
  onlyOwner: 'Das kann nur {name}.',
  optional: 'PIN (empfohlen, wenn Kinder im Haus sind)',
  optionalHint: '4 bis 12 Ziffern, damit niemand sonst als diese Person handeln kann.',
  please: 'Deine PIN, bitte',
  pleaseHint: 'Das betrifft den ganzen Haushalt, darum prüft Homereel, ob du es bist.',
  remove: 'PIN entfernen',
  rule: 'Eine PIN hat 4 bis 12 Ziffern.',
  set: 'PIN festlegen',
  setOne: 'PIN festlegen',
} as const;

export const recovery = {
  askAdult: 'Frag jemand Erwachsenes: Unter Haushalt, Personen lässt sich für dich eine neue PIN festlegen.',
  code: 'Ersatzcode',
  codeHint: 'Vier Gruppen aus vier Buchstaben und Ziffern. Falsche PINs sperren ihn nicht.',
  enterCode: 'Gib den Ersatzcode ein.',
  forgotten: 'PIN vergessen?',
  forgottenHint: 'Gib den Ersatzcode ein, der beim Festlegen der PIN angezeigt wurde, und wähle eine neue PIN.',
  keep: 'Bewahre ihn bei deinen Unterlagen auf, wo Kinder nicht hinkommen. Homereel zeigt ihn nur jetzt, und er gilt nur einmal.',
  next: 'Dein nächster Ersatzcode',
  setPin: 'Neue PIN festlegen',
  write:
    'Schreib diesen Ersatzcode für {name} auf. Mit ihm lässt sich eine neue PIN festlegen, wenn die alte vergessen oder durch falsche Versuche gesperrt ist.',
  written: 'Ich habe ihn aufgeschrieben',
  yours: 'Dein Ersatzcode',
} as const;

export const plan = {
  confirm: 'Für morgen planen',
  hint: 'Sofort kann das nur {name}. Bei einer vergessenen PIN geht es mit dem Ersatzcode schneller.',
  panel: 'Was geplant ist',
  takeBack: 'Zurücknehmen',
  title: 'Ohne die PIN von {name}',
  told: 'Es passiert in einem Tag. Alle, die bis dahin zu Homereel kommen, erfahren davon, und wer die PIN eingibt, hält es auf.',
  what: 'Was passieren soll',
  without: 'PIN ist verloren …',
} as const;

export const ownerChange = {
  'remove-pin': 'PIN entfernen',
  'make-child': 'Zum Kind machen',
} as const;

export const planned = {
  'remove-pin': 'Die PIN von {name} wird entfernt: {when}. Wer sie eingibt, hält das auf.',
  'make-child': '{name} gilt dann als Kind: {when}. Wer die PIN eingibt, hält das auf.',
} as const;

export const limit = {
  asksBeforeNew: 'Fragt, bevor ein neues Video dazukommt',
  asksBeforeNewHint: 'Neue Links warten, bis ein Erwachsener zustimmt.',
  asksFirst: 'fragt zuerst',
  asksForKnown: 'Fragt auch bei Videos aus der Mediathek',
  asksForKnownHint:
    'Wenn ausgeschaltet, brauchen Videos, die es im Haushalt schon gibt oder die ein Erwachsener gerade lädt, keine Zustimmung.',
  allForToday: 'Das war alles für heute. Bis morgen!',
  minutesADay: '{count, plural, one {# Minute} other {# Minuten}} am Tag',
  minutesLeft: 'Du kannst heute noch {minutes, plural, one {# Minute} other {# Minuten}} neue Videos hinzufügen.',
  minutesPerDay: 'Minuten neuer Videos am Tag',
  name: 'Grenzen',
  noApproval: 'ohne Zustimmung',
  noLimit: 'Keine Grenze',
  storage: 'Speicherplatz',
  upTo: 'bis {size}',
  videosADay: '{count, plural, one {# Video} other {# Videos}} am Tag',
  videosAndMinutesLeft:
    'Du kannst heute noch {count, plural, one {# Video} other {# Videos}} hinzufügen, zusammen höchstens {minutes, plural, one {# Minute} other {# Minuten}}.',
  videosLeft: 'Du kannst heute noch {count, plural, one {# Video} other {# Videos}} hinzufügen.',
  videosPerDay: 'Neue Videos am Tag',
} as const;

export const removal = {
  ask: '{name} entfernen?',
  deleteThem: 'Niemand, löschen',
  done: '{name} wurde entfernt.',
  doneAndFreed: '{name} wurde entfernt. Das hat {size} frei gemacht.',
  forgotten: 'Die Warteschlange und der Verlauf dieser Person werden gelöscht. Das lässt sich nicht rückgängig machen.',
  frees: 'Macht {size} frei.',
  moves: 'Nichts wird gelöscht; die Videos gehen an diese Person.',
  noVideos: 'Diese Person hat keine Videos.',
  othersHaveAll:
    'Diese Person hat {count, plural, one {# Video. Jemand anderes hat es auch, darum bleibt es} other {# Videos. Andere haben sie alle auch, darum bleiben sie}}.',
  onlyTheirs: 'Diese Person hat {count, plural, one {# Video, das sonst niemand hat} other {# Videos, die sonst niemand hat}}.',
  someOnlyTheirs:
    'Diese Person hat {count, plural, one {# Video} other {# Videos}}, davon {only, number}, die sonst niemand hat.',
  whoGets: 'Wer bekommt die Videos',
  whoGetsQuestion: 'Wer bekommt die Videos, die nur {name} hat?',
} as const;

export const openDoor = {
  homeNetwork: 'Links ins Heimnetz sind für alle zu Hause erlaubt.',
  name: 'Was offen steht',
  ownPinMissing: 'Du hast keine PIN. Ein Kind kann dich auswählen und alles tun, was Erwachsene dürfen.',
  pinMissing: '{name} hat keine PIN. Ein Kind kann {name} auswählen und alles tun, was Erwachsene dürfen.',
} as const;
