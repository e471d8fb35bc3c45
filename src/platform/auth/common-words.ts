/**
 * What guessers try first, in the languages of our cities: words, names and rows of keys, lower case
 * and without marks. A passphrase may hold one of them; it may not consist of them.
 */
export const commonWords: readonly string[] = `
password passwort passwoord wachtwoord motdepasse contrasena senha salasana losenord haslo heslo jelszo
parola adgangskode passord lozinka geheim geheimnis secret secreto segredo secreta kennwort passphrase
login admin administrator administrateur root user benutzer utilisateur usuario gast guest test testing
welcome willkommen bienvenue bienvenido welkom hallo hello bonjour hola salut changeme changeit default
letmein iloveyou ichliebedich jetaime teamo forever princess prinzessin sunshine sonnenschein superman
batman dragon monkey master shadow football fussball baseball basketball liverpool arsenal chelsea
barcelona realmadrid bayern dortmund juventus ferrari mercedes porsche michael daniel thomas jordan
jessica ashley charlie andrea nicole martin stefan alexander trustno whatever freedom computer internet
samsung google facebook microsoft windows android apple pokemon starwars butterfly chocolate schokolade
correcthorsebatterystaple correct horse battery staple tobeornottobe opensesame abracadabra
qwertyuiop qwertzuiop azertyuiop qwerty qwertz azerty asdfghjkl asdfgh zxcvbnm yxcvbnm qazwsx qazwsxedc
qweasdzxc abcdefghijklmnopqrstuvwxyz abcdefgh abcdef abcabc
1234567890 0123456789 123456789 12345678 1234567 123456 12345 1234 0987654321 987654321 87654321 654321
111111 000000 121212 112233 123123 123321 1q2w3e4r5t 1q2w3e4r 1qaz2wsx 1qaz
monday montag lundi lunes friday freitag vendredi viernes summer sommer ete verano autumn herbst
automne winter hiver invierno spring fruhling printemps primavera january januar january februar
february march maerz april may june juni july juli august september october oktober november december
dezember prison prisons gefangnis haft probation bewahrung justice justiz city stadt ville ciudad
commune gemeinde office service services reintegration throughcare handover
2020 2021 2022 2023 2024 2025 2026 2027 2028 2029 2030 1990 2000
`
  .trim()
  .split(/\s+/)
