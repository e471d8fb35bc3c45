/**
 * Sentences that everybody knows, and therefore guessers too: examples from advice about passphrases, first
 * lines of songs, books and prayers, proverbs, films, in the languages of our cities. A passphrase may not
 * consist of one. The list lies here, so that no passphrase is ever sent anywhere to be compared.
 */
export const commonPassphrases: readonly string[] = `
correct horse battery staple
the quick brown fox jumps over the lazy dog
the quick brown fox
lorem ipsum dolor sit amet
to be or not to be that is the question
may the force be with you
i am your father
luke i am your father
winter is coming
live long and prosper
beam me up scotty
houston we have a problem
one ring to rule them all
you shall not pass
there is no place like home
here's looking at you kid
frankly my dear i don't give a damn
elementary my dear watson
i'll be back
hasta la vista baby
life is like a box of chocolates
it was the best of times it was the worst of times
call me ishmael
in the beginning was the word
in the beginning god created the heaven and the earth
our father who art in heaven
hallowed be thy name
the lord is my shepherd
love thy neighbour as thyself
let there be light
god save the king
god save the queen
twinkle twinkle little star
mary had a little lamb
humpty dumpty sat on a wall
row row row your boat
happy birthday to you
we wish you a merry christmas
silent night holy night
jingle bells jingle bells
all you need is love
here comes the sun
let it be let it be
yellow submarine
bohemian rhapsody
is this the real life is this just fantasy
we are the champions
we will rock you
stairway to heaven
highway to hell
knocking on heaven's door
like a rolling stone
never gonna give you up
you'll never walk alone
glory glory man united
an apple a day keeps the doctor away
early bird catches the worm
where there is a will there is a way
practice makes perfect
actions speak louder than words
better late than never
carpe diem quam minimum credula postero
veni vidi vici
cogito ergo sum
alea iacta est
i think therefore i am
knowledge is power
time is money
hakuna matata
open sesame open sesame
abracadabra hocus pocus
this is my password
this is my passphrase
this is a secret
my voice is my password
my name is
let me in please
i love you so much
i love my children
i love my wife
i love my husband
i love my mother
i hate passwords
i forgot my password
change me please
four words all uppercase
mother father sister brother
monday tuesday wednesday thursday friday
january february march april
one two three four five six
north south east west
red green blue yellow
red orange yellow green blue indigo violet
alpha bravo charlie delta
abc def ghi jkl mno
do re mi fa sol la si
aller anfang ist schwer
morgenstund hat gold im mund
ende gut alles gut
wer anderen eine grube gräbt
alle meine entchen schwimmen auf dem see
alle meine entchen
hänschen klein ging allein
stille nacht heilige nacht
o du fröhliche
vater unser im himmel
einigkeit und recht und freiheit
freude schöner götterfunken
sein oder nicht sein
franz jagt im komplett verwahrlosten taxi quer durch bayern
eins zwei drei vier fünf sechs
das ist mein passwort
das ist geheim
ich liebe dich
montag dienstag mittwoch donnerstag freitag
fischers fritz fischt frische fische
allons enfants de la patrie
liberté égalité fraternité
je pense donc je suis
être ou ne pas être
frère jacques dormez vous
au clair de la lune mon ami pierrot
au clair de la lune
sur le pont d'avignon
notre père qui es aux cieux
non rien de rien je ne regrette rien
je ne regrette rien
la vie en rose
petit papa noël
portez ce vieux whisky au juge blond qui fume
tout est bien qui finit bien
qui vivra verra
un deux trois quatre cinq six
je t'aime mon amour
c'est mon mot de passe
ceci est un secret
lundi mardi mercredi jeudi vendredi
longtemps je me suis couché de bonne heure
ser o no ser
en un lugar de la mancha de cuyo nombre no quiero acordarme
en un lugar de la mancha
padre nuestro que estás en el cielo
más vale tarde que nunca
a quien madruga dios le ayuda
uno dos tres cuatro cinco seis
te quiero mucho
te amo mi amor
esta es mi contraseña
hala madrid y nada más
feliz navidad próspero año
lunes martes miércoles jueves viernes
nel mezzo del cammin di nostra vita
essere o non essere
padre nostro che sei nei cieli
fratelli d'italia l'italia s'è desta
volare oh oh cantare
bella ciao bella ciao
chi va piano va sano e va lontano
in bocca al lupo
ti amo amore mio
questa è la mia password
uno due tre quattro cinque sei
lunedì martedì mercoledì giovedì venerdì
forza juventus
onze vader die in de hemel zijt
onze vader in de hemel
wilhelmus van nassouwe
zijn of niet zijn
zie ginds komt de stoomboot
sinterklaas kapoentje
lang zal ze leven
lang zal hij leven
in de maneschijn
oefening baart kunst
eind goed al goed
een twee drie vier vijf zes
ik hou van jou
ik hou van mijn kinderen
dit is mijn wachtwoord
dit is mijn wachtzin
maandag dinsdag woensdag donderdag vrijdag
hand in hand kameraden
`
  .trim()
  .split('\n')
