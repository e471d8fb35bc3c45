// Names that prison administrations give to columns, and words they put into them.
// Reduced to words: lower case, no accents, no punctuation, `ReleaseDate` as `release date`.

export const listTargets = [
  'number',
  'family',
  'given',
  'birth',
  'release',
  'release_kind',
  'establishment',
  'residence',
  'postcode',
  'status',
  'language',
] as const
export type ListTarget = (typeof listTargets)[number]

const phrases = (text: string) => text.split(',').map((phrase) => phrase.trim())

interface HeaderWords {
  /** The whole name is one of these. */
  whole: readonly string[]
  /** The name holds one of these, at the start of a word, and none of the next. */
  part?: readonly string[]
  butNot?: readonly string[]
}

export const headerWords: Readonly<Record<ListTarget, HeaderWords>> = {
  number: {
    whole:
      phrases(`prisoner no, prisoner number, prison no, prison number, prisoner id, custody number,
      custody no, inmate number, inmate no, inmate id, booking number, reference number, number, no, id,
      n d ecrou, no d ecrou, numero d ecrou, ecrou, matricule, n, numero, no ecrou, n ecrou,
      opsluitingsnummer, detentienummer, registratienummer, gedetineerdennummer, nummer, nr,
      buchnummer, gefangenenbuchnummer, buch nr, gefangenennummer, gefangenen nr, buchungsnummer,
      nis, n i s, numero de interno, numero de identificacion, numero de identificacion sistematica,
      n interno, matricola, numero di matricola, n matricola, numero de recluso, n mecanografico,
      numer ewidencyjny, nr ewidencyjny, fangenummer, intagen nr, vangin numero, evidencni cislo,
      numar matricol, broj, maticni broj, αριθμος μητρωου`),
    part: phrases('prisoner n, prison n, inmate n, opsluitingsn, gefangenenn, gefangenenb'),
    butNot: phrases('name, nom, naam'),
  },
  family: {
    whole: phrases(`surname, family name, last name, lastname, name, surnames,
      nom, nom de famille, noms, naam, familienaam, achternaam, familienname, nachname, zuname,
      primer apellido, segundo apellido, apellido, apellidos, apellido 1, apellido 2, 1er apellido,
      2o apellido, 1 apellido, 2 apellido, primer cognom, segon cognom, cognoms, cognome, cognomi,
      apelido, apelidos, sobrenome, ultimo nome, nazwisko, efternavn, etternavn, efternamn, sukunimi,
      prijmeni, priezvisko, prezime, priimek, nume, nume de familie, soyadi, soyad, vezeteknev,
      uzvards, pavarde, perekonnanimi, mbiemri, επωνυμο, фамилия, прізвище, презиме`),
  },
  given: {
    whole:
      phrases(`forename, forenames, first name, firstname, first names, given name, given names,
      prenom, prenoms, prenom s, voornaam, voornamen, vorname, vornamen, rufname, nombre, nombres,
      nombre de pila, nom de pila, nome, nomi, nome proprio, nomes proprios, primeiro nome, imie,
      imiona, fornavn, fornavne, fornamn, etunimi, etunimet, jmeno, meno, ime, prenume, adi, ad,
      utonev, keresztnev, vards, vardas, eesnimi, emri, ονομα, имя, имe, ім я`),
  },
  birth: {
    whole: phrases(`dob, d o b, birth date, birthdate, date of birth, born, born on,
      date de naissance, date naissance, ddn, ne le, ne e le, geboortedatum, geb datum, geboren op,
      geburtsdatum, geboren am, geb dat, geburtstag, fecha nac, fecha de nacimiento,
      fecha nacimiento, f nacimiento, data de naixement, data di nascita, data nascita, nato il,
      data de nascimento, data nascimento, data urodzenia, fodselsdato, fodselsdag, fodelsedatum,
      syntymaaika, datum narozeni, datum narodenia, datum rodenja, datum rojstva, data nasterii,
      dogum tarihi, szuletesi datum, dzimsanas datums, gimimo data, sunniaeg, datelindja,
      ημερομηνια γεννησης, дата рождения, дата народження, датум рођења`),
  },
  release: {
    whole: phrases(`release date, date of release, release, erd, edr, conditional release date,
      date de liberation, date liberation, date de sortie, liberation, fin de peine,
      vrijlatingsdatum, datum vrijlating, datum invrijheidstelling, einddatum, ontslagdatum,
      entlassungsdatum, entlassung, entlassungszeitpunkt, strafende, haftende,
      fecha prevista libertad, fecha de libertad, fecha libertad, fecha de excarcelacion,
      fecha de licenciamiento, data di scarcerazione, fine pena, data fine pena, scarcerazione,
      data de libertacao, data de soltura, termo da pena, data zwolnienia, koniec kary,
      losladelsesdato, loslatelsesdato, frigivningsdag, vapautumispaiva, datum propusteni,
      datum prepustenia, data eliberarii, datum otpusta, tahliye tarihi, szabadulas datuma,
      ημερομηνια αποφυλακισης, дата освобождения, дата звільнення`),
    part: phrases(`release date, release on, liberation, sortie, vrijlating, invrijheid, entlass,
      libertad, libertat, excarcel, licenciamiento, scarcerazione, fine pena, libertacao, zwolnien,
      loslat, loslad, frigivning, propust, eliber, tahliye, szabadul`),
    butNot:
      phrases(`type, kind, nature, tipo, tipus, aard, art, genre, place, lieu, ort, entlassungsort,
      adress, address, plaats, grund, motif, reason, reden, anschrift, condition, situacion`),
  },
  release_kind: {
    whole: phrases(`release date type, release type, type of date, type of release date, date type,
      certainty, date status, nature de la date, nature date, type de date, certitude,
      aard van de datum, soort datum, datumtype, zekerheid, art des datums, art des termins,
      datumsart, terminart, verbindlichkeit, tipo de fecha, tipo fecha, clase de fecha,
      tipus de data, tipo di data, tipo data, natura della data, tipo de data, rodzaj daty,
      datotype, type dato, datumtyp, typ data, tip data, vrsta datuma, tarih turu`),
  },
  establishment: {
    whole: phrases(`establishment, prison, prison name, institution, facility, location,
      etablissement, etablissement penitentiaire, maison d arret, inrichting, gevangenis,
      strafinrichting, anstalt, justizvollzugsanstalt, jva, haftanstalt, vollzugsanstalt,
      centro penitenciario, centro, establecimiento, establecimiento penitenciario,
      centre penitenciari, istituto, istituto penitenziario, casa circondariale,
      estabelecimento prisional, estabelecimento, zaklad karny, jednostka, faengsel, fengsel,
      fangelse, anstalt namn, vankila, veznice, ustav, penitenciar, zatvor, cezaevi, ceza infaz kurumu,
      kurum, bortonintezet, καταστημα κρατησης`),
  },
  residence: {
    whole:
      phrases(`local authority, municipality, town, city, place of residence, residence, council,
      home authority, home area, commune de domicile, commune, domicile, lieu de residence,
      commune de residence, ville, gemeente van woonplaats, gemeente, woonplaats, stad,
      entlassungsort, wohnort, wohngemeinde, gemeinde, stadt, ort, entlassungsanschrift ort,
      municipio, municipio de residencia, localidad, poblacion, domicilio, municipi, comune,
      comune di residenza, residenza, concelho, municipio de residencia, localidade, residencia,
      gmina, miejscowosc, miejsce zamieszkania, kommune, bopaelskommune, bostedskommune, kommun,
      hemkommun, kotikunta, obec, mesto, localitate, domiciliu, opcina, grad, obcina, ilce, il,
      belediye, telepules, lakohely, δημος`),
    part: phrases(
      'place of residence, commune de, gemeente van, municipio de, comune di, release town',
    ),
    butNot: phrases('birth, naissance, geboorte, geburt, nacimiento, nascita, nascimento'),
  },
  postcode: {
    whole: phrases(`postcode, post code, postal code, zip, zip code, code postal, cp, plz,
      postleitzahl, codigo postal, codi postal, cap, codice postale, kod pocztowy, postnummer,
      postnr, postinumero, psc, cod postal, postanski broj, posta kodu, iranyitoszam`),
  },
  status: {
    whole: phrases(`legal status, custody status, status, sentence status, statut, statut juridique,
      statut penal, situation penale, categorie penale, rechtspositie, wettelijke toestand,
      haftstatus, haftart, vollzugsart, rechtsstatus, situacion penal, situacion procesal,
      situacio penal, posizione giuridica, situacao juridica, situacao juridico penal,
      status prawny, retlig status`),
  },
  language: {
    whole: phrases(`language, contact language, preferred language, spoken language, langue,
      langue de contact, taal, contacttaal, sprache, kontaktsprache, verstandigungssprache, idioma,
      lengua, llengua, lingua, lingua di contatto, jezyk, sprog, sprak, kieli, jazyk, limba, jezik,
      dil, nyelv, γλωσσα`),
  },
}

export type ReleaseKind = 'fixed' | 'expected' | 'earliest' | 'unknown'

// In this order: "earliest possible, provisional" is above all the earliest date.
export const releaseKindWords: readonly (readonly [ReleaseKind, readonly string[]])[] = [
  [
    'unknown',
    phrases(`unknown, not known, inconnu, onbekend, unbekannt, offen, desconocid, pendiente, tbc, tbd,
      sconosciut, desconhecid, nieznan, ukjent, ukendt, okand`),
  ],
  [
    'earliest',
    phrases(`earliest, au plus tot, vroegst, fruhest, fruehest, minimum, mindest, 3 4, 2 3, trois quarts,
      deux tiers, tres cuartas, cuarta parte, piu presto, primo termine, mas temprana, mais cedo,
      najwczesniej, tidligst, tidigast, aikaisin, nejdriv, cel mai devreme, en erken, legkorabb`),
  ],
  [
    'expected',
    phrases(`expected, provisional, projected, estimated, planned, probable, prevu, prevision, previst,
      voorzien, verwacht, vermoedelijk, voorlopig, voraussichtlich, erwartet, geplant, vorlaufig,
      libertad condicional, provisoire, conditional, presunt, provvisori, provisori, previsao,
      planowan, przewidywan, forvent, beregnet, beraknad, arvioitu, ocekavan, estimat, tahmini,
      varhato, conditionnel, voorwaardelijk, bedingt`),
  ],
  [
    'fixed',
    phrases(`fixed, confirmed, final, certain, definitiv, definitief, fixe, vast, zeker, fest, endgultig,
      bestatigt, sicher, licenciamiento definitivo, firme, confirmad, confermat, cert, fine pena,
      ostateczn, potwierdzon, bekraeft, bekreft, bekraft, vahvistettu, potvrzen, confirmat, kesin,
      vegleges, expiration`),
  ],
]

/** Words for a person held before a final judgment: the date on the list may fall at any hour. */
export const remandWords: readonly string[] = phrases(`preventiv, remand, pre trial, pretrial,
  awaiting trial, unconvicted, unsentenced, prevenu, prevention, detention provisoire,
  detention preventive, voorarrest, voorlopige hechtenis, beklaagd, untersuchungshaft, u haft,
  untersuchungsgefangen, prision provisional, imputat, attesa di giudizio, custodia cautelare,
  prisao preventiva, tymczasow, varetaegt, varetekt, haktad, tutkintavan, vazba, arest preventiv,
  istrazni zatvor, tutuklu, elozetes`)

export const dateUnknownWords: ReadonlySet<string> = new Set(
  phrases(`tbc, tbd, to be confirmed, to be determined, unknown, not known, none, n a, na, nk, open,
    pending, not set, undated, inconnu, inconnue, a determiner, non connu, non connue, indetermine,
    indeterminee, a confirmer, nc, neant, onbekend, niet bekend, nog te bepalen, nvt, n v t, geen,
    onbepaald, offen, unbekannt, nicht bekannt, keine angabe, k a, ka, unbestimmt, ausstehend, noch offen,
    pendiente, desconocida, desconocido, por determinar, sin fecha, no consta, sin determinar,
    pendent, desconeguda, sconosciuta, sconosciuto, ignota, da definire, da determinare, non nota,
    n d, nd, desconhecida, desconhecido, a definir, por definir, nieznana, nieznany, brak, brak danych,
    do ustalenia, ukendt, ukjent, okand, okant, tuntematon, neznamo, neznamy, nezname, nepoznato,
    necunoscuta, necunoscut, bilinmiyor, belirsiz, ismeretlen, nezinams, nezinoma, teadmata,
    αγνωστη, неизвестно, невідомо`),
)
