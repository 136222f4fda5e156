export const refusal = {
  adultChangesPeople: 'Nur Erwachsene können das Profil von jemand anderem ändern.',
  adultChangesRoles: 'Nur Erwachsene können ändern, wer erwachsen ist und was ein Kind darf.',
  adultDecides: 'Das können nur Erwachsene des Haushalts entscheiden.',
  askedAboutThat: 'Dazu ist schon jemand Erwachsenes gefragt. Warte auf die Antwort.',
  askedAlready:
    'Du hast dir schon {count, plural, one {# Video} other {# Videos}} gewünscht. Warte, bis jemand Erwachsenes entschieden hat.',
  channelNotAllowed: 'Dieser Kanal ist nicht mehr erlaubt.',
  chooseAnotherPerson: 'Wähle eine andere Person, die die Videos bekommt.',
  decidedAlready: 'Das ist schon entschieden.',
  decidingNow: 'Gerade entscheidet jemand darüber. Versuch es gleich noch einmal.',
  diskFull: 'Der Datenträger von „{folder}“ ist voll. Wähle einen anderen Ordner.',
  downloadingNow: 'Gerade wird etwas heruntergeladen. Halte alles an oder warte, bis es fertig ist, und wähle dann den Ordner.',
  folderInUse: 'Ein anderes Homereel benutzt diesen Ordner. Wähle einen anderen.',
  folderMissing: 'Den Ordner „{folder}“ gibt es nicht. Schließ das Laufwerk an oder wähle einen anderen Ordner.',
  folderNotWritable: 'Homereel darf nicht in „{folder}“ schreiben. Wähle einen anderen Ordner.',
  folderUnusable: 'Dieser Ordner lässt sich nicht verwenden. Wähle einen anderen.',
  halfDone: 'Im jetzigen Ordner liegen halb fertige Downloads. Lass sie zu Ende laufen oder brich sie ab.',
  libraryElsewhere:
    'Die Videos der Mediathek liegen nicht in „{target}“. Beende Homereel, verschiebe den ganzen Ordner „{folder}“ dorthin und wähle ihn dann.',
  nameEmpty: 'Gib dem Profil einen Namen.',
  nameTaken: 'Ein Profil namens {name} gibt es schon. Wähle einen anderen Namen.',
  nameTooLong: 'Dieser Name ist zu lang: Er darf höchstens {count, number} Zeichen haben.',
  noPermissionNeeded: 'Du brauchst keine Erlaubnis: Füge den Link einfach hinzu.',
  isPlanned: 'Für {name} ist schon etwas geplant. Unter Haushalt, Personen lässt es sich zurücknehmen.',
  needsNoPlan: 'Das muss nicht geplant werden: Es geht sofort.',
  noSuchLook: 'Diese Farbe oder dieses Gesicht gibt es nicht. Wähle, was angezeigt wird.',
  notInLibrary: 'Dieses Video ist nicht in deiner Mediathek.',
  notInList: 'Dieses Video steht nicht auf deiner Liste.',
  notInListAnyMore: 'Dieses Video steht nicht mehr auf deiner Liste.',
  notInTrash: 'Dieses Video liegt nicht mehr im Papierkorb. Füge seinen Link ein, um es noch einmal zu bekommen.',
  notWantedAnyMore: '{name} möchte es nicht mehr.',
  onlyAdult: '{name} ist hier die einzige erwachsene Person. Füge zuerst eine weitere hinzu.',
  onlyOwner: '{name} hat eine PIN. Das kann nur {name} oder wer diese PIN eingibt.',
  onlyOwnerChangesPin: 'Diese PIN kann nur ändern, wem sie gehört. Die eines Kindes kann jeder Erwachsene ändern.',
  ownFolder: 'Dieser Ordner gehört zur Werkstatt von Homereel. Wähle einen anderen.',
  pageMissing: 'Diese Seite gibt es nicht (mehr). Prüf den Link.',
  pageSilent: 'Diese Seite antwortet gerade nicht. Du kannst sie trotzdem hinzufügen; Homereel versucht es weiter.',
  pageSilentForChild:
    'Diese Seite antwortet nicht, darum weiß niemand, wie lang das Video ist. {name} kann es hinzufügen, wenn sie wieder antwortet.',
  profileGone: 'Dieses Profil gibt es nicht mehr.',
  protectedVideo: 'Dieses Video ist kopiergeschützt, darum kann Homereel es nicht herunterladen.',
  privateVideo: 'Dieses Video ist privat, darum kann Homereel es nicht herunterladen.',
  requestGone: 'Diesen Wunsch gibt es nicht mehr.',
  requestNoted: 'Erst muss jemand Erwachsenes Ja sagen. Dein Wunsch ist notiert.',
  ruleSaidYes: 'Eine Regel hat schon Ja gesagt.',
  saidNo: '{name} hat schon Nein gesagt.',
  saidYes: '{name} hat schon Ja gesagt.',
  settingNotSaved: 'Homereel kann seine Einstellungen nicht speichern. Prüf die Berechtigungen des Ordners, in dem sie liegen.',
  settingNotSavedDiskFull: 'Der Datenträger ist voll, darum wurde die Einstellung nicht gespeichert.',
  someoneSaidNo: 'Jemand hat schon Nein gesagt.',
  subtitlesUnreadable: 'Die Untertitel dieses Videos lassen sich nicht lesen.',
  tooManyLinks: 'Homereel liest gerade viele andere Links. Warte einen Moment und versuch es mit diesem noch einmal.',
  videoMissing:
    'Auf dieser Seite hat Homereel kein Video gefunden. Prüf den Link oder versuch es mit der Seite des Videos selbst.',
  ytDlpMissing: 'yt-dlp fehlt. Unter Haushalt, Zustand steht, wie du es installierst.',
} as const;

export const tooMuch = {
  addedMinutes:
    '{name} hat {count, plural, one {die eine Minute} other {die # Minuten}} Video für heute schon hinzugefügt. Nach Mitternacht geht wieder etwas.',
  addedVideos:
    '{name} hat {count, plural, one {das eine Video} other {die # Videos}} für heute schon hinzugefügt. Nach Mitternacht geht wieder etwas.',
  both: '{why} {advice}',
  canAddAfterMidnight: '{name} kann es nach Mitternacht hinzufügen.',
  full: 'Der Speicherplatz von {name} ist voll: {used} von {quota}.',
  largerThanLeft: 'Dieses Video braucht {size}, und so viel hat {name} nicht mehr übrig.',
  longerThanADay: 'Es ist länger, als für einen ganzen Tag erlaubt ist. Das können Erwachsene ändern.',
  noVideos: '{name} darf keine Videos hinzufügen. Das können Erwachsene ändern.',
  removeSomething: 'Entferne zuerst etwas oder bitte jemand Erwachsenes um mehr Platz.',
  removeWatched:
    'Entferne {count, plural, one {# Video, das du gesehen hast,} other {# Videos, die du gesehen hast,}} und füge dieses dann noch einmal hinzu.',
  tooLarge: 'Dieses Video braucht {size}, und {name} hat noch {left}.',
  tooLong:
    'Dieses Video ist {count, plural, one {# Minute} other {# Minuten}} lang, und {name} hat heute noch {left, plural, one {# Minute} other {# Minuten}}.',
} as const;

export const toolAdvice = {
  broken: 'Homereel hat {tool} gefunden, aber es startet nicht. {how}',
  ffmpegMissing:
    'Homereel hat ffmpeg nicht gefunden, das Programm, das Videos zusammenfügt und prüft (ffprobe gehört dazu). {how}',
  old: 'Diese Version ist mehr als 90 Tage alt. Seiten ändern sich, und Sicherheitslücken werden gefunden: {how}',
  onDebianFfmpeg: '„sudo apt install ffmpeg“',
  onDebianYtDlp: '„sudo apt install pipx“, dann „pipx install yt-dlp“',
  silent:
    '{file} wurde nach seiner Version gefragt und hat noch nicht geantwortet. Die Downloads warten so lange, und Homereel fragt weiter. Wenn es dabei bleibt, starte es in einem Terminal mit „--version“ oder installiere es neu.',
  tooOld: 'yt-dlp {version} ist zu alt, um sicher zu sein: Homereel braucht {minimum} oder neuer. Damit es weitergeht, {how}',
  ytDlpMissing: 'Homereel hat yt-dlp nicht gefunden, das Programm, das Videos herunterlädt. {how}',
} as const;

export const box = {
  doesNotWork:
    'yt-dlp und FFmpeg laufen ohne Sandbox und könnten alles lesen, was du lesen kannst: Dieses System lässt die Sandbox nicht zu.',
  leftOut:
    'Dieser Computer hat eine Sandbox für Programme, aber {programs} läuft darin nicht und könnte alles lesen, was du lesen kannst. Ein Programm, das mit diesem System gekommen ist, kann es.',
  notInstalled:
    'yt-dlp und FFmpeg laufen ohne Sandbox und könnten alles lesen, was du lesen kannst. Installiere das Paket „bubblewrap“ und starte Homereel dann neu.',
  off: 'yt-dlp und FFmpeg laufen ohne Sandbox: Sie wurde mit HOMEREEL_BOX=off abgeschaltet.',
  otherSystem:
    'yt-dlp und FFmpeg laufen ohne Sandbox und könnten alles lesen, was du lesen kannst: Dieses System hat keine für sie.',
  whole:
    'yt-dlp und FFmpeg laufen in einer Sandbox: Sie sehen das Video, an dem sie arbeiten, und das Internet nur durch Homereel.',
  withoutNetwork:
    'yt-dlp und FFmpeg laufen in einer Sandbox und sehen nur das Video, an dem sie arbeiten. yt-dlp teilt noch das Netz dieses Computers: Mit Python 3 in den Ordnern des Systems wäre das vorbei.',
} as const;

export const installTool = {
  linux: 'Installiere es mit der Paketverwaltung dieses Computers (auf Debian oder Ubuntu: {onDebian}), Homereel findet es dann.',
  darwin: 'Installiere es mit Homebrew („brew install {tool}“), Homereel findet es dann.',
  win32: 'Installiere es in einem Terminal mit „winget install {tool}“, Homereel findet es dann.',
  other: 'Installiere {tool} auf diesem Computer, Homereel findet es dann.',
} as const;

export const reinstallTool = {
  linux: 'Installiere es neu mit der Paketverwaltung dieses Computers (auf Debian oder Ubuntu: {onDebian}).',
  darwin: 'Installiere es neu mit Homebrew („brew install {tool}“).',
  win32: 'Installiere es neu in einem Terminal mit „winget install {tool}“.',
  other: 'Installiere {tool} neu.',
} as const;

export const updateYtDlp = {
  linux:
    'aktualisiere es mit der Paketverwaltung dieses Computers (auf Debian oder Ubuntu, die ein altes behalten: {onDebian}; später „pipx upgrade yt-dlp“).',
  darwin: 'aktualisiere es mit „brew upgrade yt-dlp“.',
  win32: 'aktualisiere es mit „winget upgrade yt-dlp“.',
  other: 'aktualisiere es.',
} as const;

export const startUp = {
  busy: 'Ein anderes Programm benutzt die Datenbank der Mediathek „{file}“. Schließ es und starte Homereel noch einmal.',
  diskError: 'Der Datenträger mit „{file}“ meldet einen Fehler. Prüf ihn und starte Homereel noch einmal.',
  diskFull: 'Der Datenträger mit „{file}“ ist voll. Schaff etwas Platz und starte Homereel noch einmal.',
  folderIsLink:
    '„{folder}“ ist eine Verknüpfung zu einem anderen Ort, darum benutzt Homereel den Ordner nicht. Entferne sie oder wähle einen anderen Ordner für die Mediathek.',
  folderOfSomebodyElse:
    '„{folder}“ gehört jemand anderem auf diesem Computer, darum benutzt Homereel den Ordner nicht. Wähle einen anderen für die Mediathek oder lass ihn von der Person entfernen, der er gehört.',
  general:
    'Homereel konnte nicht starten. An deiner Mediathek wurde nichts geändert. Starte den Computer neu und versuch es noch einmal.',
  inUse: 'Homereel läuft mit dieser Mediathek schon. Nimm das offene Fenster oder beende es zuerst.',
  migrationFailed:
    'Die Mediathek ließ sich nicht auf den neuesten Stand bringen (Schritt {step}). Nichts ist verloren: Der Schritt wurde zurückgenommen, und eine Kopie von vorher liegt neben der Datei.',
  notWritable:
    'Homereel darf nicht in „{file}“ oder den Ordner darum schreiben. Erlaube es dort oder wähle einen anderen Ordner.',
  title: 'Homereel kann nicht starten',
  tooNew:
    'Diese Mediathek wurde zuletzt mit einem neueren Homereel geöffnet. Aktualisiere Homereel, um sie zu öffnen; geändert wurde nichts.',
  unreadable:
    'Die Datenbank der Mediathek „{file}“ ist beschädigt oder gehört nicht zu Homereel. Sie ist, wie sie war: Leg eine Sicherung an ihre Stelle oder schieb sie beiseite, um neu anzufangen.',
} as const;
