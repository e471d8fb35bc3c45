/**
 * Short, pet and translated forms of given names: one line, one name.
 *
 * The lines stand in alphabetical order and say nothing about where a form is used. A form may
 * stand in several lines. Man's and woman's forms are different lines: twins often have both.
 */
const FORMS = `
abdallah abdullah abdoullah abdulla
adalbert bela vojtech wojciech
agnes agnieszka ines inez agnese
alberto albert berto bert albrecht
aleksander alexander alexandre alejandro alessandro alexandros alexandru aleksandr aleksandar alex alec sasha sascha sacha sandro sandor oleksandr alexis alekos iskander xander sander
aleksandra alexandra alessandra alejandra sandra alexia sasha sascha
alfonso alfons alphonse alonso fons
amelia amalia amelie
anastasios tasos anastasio anastas tassos
anastasia nastya natasa asya
andreas andrew andrei andrej andrzej andres andre andrea andries andy andras ondrej andriy dries drew
angelos angel angelo ange
ana anna anne ann anya annie ania anneke
antonios antonio anthony anton antoine antoni tony toni toon tonio antal antun ante antonis
antonia antoinette antonie tonia
arthur arturo artur arturas
bartholomeus bartholomew bartolomeo bartlomiej bart bartosz bartolome bertalan bartek
benedictus benedict benedikt benito bento benedetto ben benoit benedek
benjamin benjamim ben benny veniamin binyamin
bernardus bernard bernhard bernardo bernd ben bernie
bogdan bohdan bogdanos
boleslaw bolek
borislav boris boro
caroline carolina karolina karoline carol karla
catharina catherine katharina katherine katarina katarzyna katrin catalina caterina ekaterina katerina yekaterina aikaterini kate kathy katja katya kasia trina trijntje cathy karin karen catarina kata
caecilia cecilia cecile cecilie silke
christianus christian cristian kristian christiaan krystian chris krisztian
christina cristina kristina christine krystyna kirsten kristine tina chris hristina
christophorus christopher christoph christophe cristobal cristoforo kristof krzysztof christoffel stoffel chris christoforos kit
claudius claudio claude klaudiusz claudiu
constantinus konstantinos constantine constantin konstantin constantino costantino kostas costas kostya dinos kostandin costin konstanty kosta
cornelis cornelius corneel kees cor corneliu nelis kornel
daniel dan danny daniil danilo dani danijel
david dave dawid davide daoud dawud davit davud dovid
demetrius dimitrios dimitris dmitri dmitry dimitri demetrio dumitru mitya dima mitsos jimmy dmytro dimitar mitko
dominicus dominic dominik dominique domingo domenico domingos mimmo dom
eduardus eduard edward edouard eduardo edoardo eddy ed ted edek duarte edu
eleonora eleanor eleonore leonor nora
elisabeth elizabeth isabel isabella elisabetta elzbieta elisa elise liesbeth betty liz lisa lies els bettina ela elsa erzsebet alzbeta elizaveta lisbeth lili
emanuel emmanuel manuel manolo manolis emanuele immanuel manu emmanouil manoel
enrique henricus henry heinrich henri hendrik enrico henrik heinz harry henk heiner quique henryk rik hein arrigo
erik eric erich eirik
ernestus ernest ernst ernesto erno
esteban stephanus stephen steven stefan stefano etienne estevao stefanos stepan istvan szczepan steve stephan stevan stef fanis stjepan pista
eugenius eugen eugene eugenio evgeni yevgeny evgenios jewgeni zhenya jeno evgeny gene eugeniusz ievgen
eva eve ewa evi evita yeva
fatima fatma fatimah fatoumata fadma fatemeh
felix feliks feliz felice
ferdinandus ferdinand fernando fernand hernando ferdinando hernan fernao nando ferran
fjodor fyodor theodor theodore teodoro theodoros teodor fedor thodoris theo feodor todor fiodor ted tudor
florianus florian floriano
franciscus francis francisco francesco francois franz frans frank paco pancho franciszek franjo ferenc frantisek chico paquito kiko franco cisco xisco francesc curro franck fran
francisca francesca francoise franziska frances franka paca fanny franciszka
fredericus frederick friedrich frederic federico frederik fryderyk fred fritz freddy rico fredrik frits fede
gabriel gabriele gavriel gabi gavril gabor
georgius george georg georges jorge jordi giorgio georgios yorgos giorgos jerzy jiri jurij yuri iouri georgi gheorghe jurgen jorgen gyorgy jorg juraj djordje dorde jordan joris jurek goran jur heorhii iuri yiorgos jurica
gerardus gerard gerhard gerardo gerrit gherardo geert gert gerald
gregorius gregory gregor gregorio grigori grigorios grzegorz gregoire greg grisha gregorios grigoris grigore hryhoriy
guillaume william wilhelm guillermo guglielmo willem wim bill willy guilherme vilhelm will memo billy guillem wil vilmos
gustavus gustav gustavo gustave gustaaf staf gus gustaw
hasan hassan hasaan
helena helen helene elena yelena ilona lena ellen eleni olena jelena lenka leni alena halina
hermann armand armando herman ermanno
husein hussein husayn hussain hossein huseyin hocine houssein hosein
ibrahim abraham brahim avraam ibro bram ibrahima abram avram
ignatius ignacio ignatz ignace ignazio nacho ignacy inaki
igor ihor
ilias elias ilya elijah ilja ilie elie eliasz iliya eli eliya
irina irene irena eirini iryna ira irini
isaac isaak ishak ishaq izak itzhak
ismail ismael esmail smail ismet ismaila
jacobus jacob jakob jacques jaime jakub yakov james iacob giacomo jacopo jaap diego santiago tiago jack jim kobe jakov iakovos yaqub yakub yaakov jimmy jaume cobus jacco kuba iago jacek
jadwiga hedwig hedvika edvige
jamal djamal cemal gamal jamel djamel dzhamal
jaroslav jaroslaw yaroslav jarek jarda
joachim joaquin joaquim gioacchino jochen achim quim jokin ioakeim kim
johanna joanna jeanne juana giovanna ioanna ivana jane jana joan janina hanna hannah zhanna asia
johannes john jean juan giovanni ivan jan joao hans ioannis yannis giannis ion ioan johann jovan janos sean yahya vanja vanya johan jack gianni janek jonny johnny ian hannes jaan yan iwan hansi juhani hovhannes yiannis ivica vano
jonas jonah yunus younes yunes giona younous
josephus joseph josef jose giuseppe jozef josip iosif yusuf yousef youssef yosef jef joe pepe beppe peppe peppino pino osip joop sepp jupp beppo jozsef zeca ze joska josep juuso pepito iosef josue jo youcef yousuf yosif youssouf jusuf
julianus julian julien giuliano juliano
julius julio giulio jules juliusz iulius gyula
karl carl charles carlos carlo karel karol charlie carles karoly kalle charly carol
kasimir casimir kazimierz casimiro
konrad conrad corrado koen koenraad kurt conrado
ladislaus ladislav wladyslaw laszlo vladislav vlado lado laci vladek wladek ladislao
laurentius lawrence laurent lorenzo lorenz laurens lars larry lourenco wawrzyniec lavrentios renzo lovro llorenc lovre lau laurentiu lorinc
leo leon lev leonidas leonas lionel leonid
leonardus leonard leonardo leonhard lennart len
leopold leopoldo poldo poldi
lucas luc luca luka lukas lukasz luke loukas
ludovicus louis luis ludwig luigi lodewijk ludovic lajos lewis luiz ludwik lutz gigi aloysius alois aloisio ludovico loic lluis ludvik lou gino lode
magdalena magdalene madeleine maddalena magda lena malena madalena madelon
marcellus marcel marcello marcelo marceli
marcus mark marc marco marcos markus marek marko markos marcu marci
margarita margaret margaretha marguerite margherita malgorzata margareta greta gretel rita maggie meg grete margo margot gosia peggy daisy griet margriet marketa
maria marie mary mariam maryam miriam maryse mia marija mariya marja masha meryem maryem mimi maritza marika mariana marica mirjam maaike marieke
marinus marin marino rinus
martinus martin marti maarten marton martim martino merten marcin martijn tinus
mathias matthias mathieu matthew matteo mateo matthaeus mateusz matej matija matyas mattias matthijs thijs mate mats matheus teo matei matti matheos matiss mattheus mathijs matias matvey hias
mauritius maurice mauricio maurizio moritz maurits maurycy mauro
maximilianus maximilian massimiliano maximiliano maks max maxime
mehmet mohamed mohammed muhammad muhammed mohammad mohamad mehmed mahomet muhamed muhamad mohamet mamadou moh mohand mohd simo magomed magomet mukhammad muhamet mehmedalija meho memo
michael michel miguel michele mikhail mihai mihail michal mick mike misha michalis mikael mikhael mihajlo mihaly miquel michail mikel michiel miki mykhailo mischa misa mitja mijo mihael mihalis
miroslav miroslaw mirek miro
nadezhda nadia nadja nadezda nadiya nadine
natalia nathalie natalie natalya natasha nataliya natascha natalija
nicolaus nicholas nicolas nikolaus nicola nikola nikolai nikolaos mikolaj nicolae nick klaus claus niels nils nikos niko kolya miklos mikulas nico nicolo colin nikolay klaas mykola nicu nikolas lasse
olga helga olha olya
ottavio octavio octave octavian
otto odo oto ottone
patricius patrick patrice patricio patrizio patryk paddy pat
paulus paul pablo paolo pavel pawel paulo pavlos pal paavo pol paulino pau pasha pawlo pavle pavlo pauli
petrus peter pierre pedro pietro piotr petar pieter petros pyotr petr piet petre per petter pere pjotr peer peder petru pekka petro petya pero piero pit butrus pierrot pjeter
philippus philip philippe felipe filippo philipp filip filippos flip phil filipe fil filipp felip pippo
rachel raquel rachele rahel rachela
raimundus raymond ramon raimund raimondo raimundo ray mundo rajmund moncho
raphael rafael raffaele rafal raf rafa rafi
ricardus richard ricardo riccardo ryszard rick dick rikard richie ricky richardo rich
robertus robert roberto rob bob robby bobby berto robin roby
rodericus rodrigo roderick rodrigue ruy roderich
rogerius roger rogerio ruggero rutger rudiger
rolandus roland rolando orlando roel roeland
rosa rose roza rosita rozalia rosalia
rudolphus rudolf rodolfo rudolph rudy rolf ruud rodolphe rudi
samuel sam samuele sammy shmuel samuil samo
sebastianus sebastian sebastien sebastiano bastian seba bas sebastiao bastien basti sebastiaan sebastijan
sergius sergei sergio serge sergey serhiy sergiu serhii serhij sergej seriozha sergi sergios serguei
silvester sylvester silvestre sylvestre silvestro silvio sylwester
simon simeon szymon semyon simao simo shimon simun ximo symeon simen
sofia sophia sophie zofia sofija sonia sonja sonya zsofia sofie sofya
stanislaus stanislav stanislaw stan staszek estanislao stanko staszko stanislas slava
susanna susan suzanne susana zuzana zuzanna suzanna susanne sue zsuzsanna susi
svetlana lana sveta svitlana
tatiana tania tanja tanya tatyana tetiana
thaddaeus tadeusz tadej thaddeus tadeo tadek tade
theresia theresa teresa therese tereza terezia tess resi
thomas tomas tomasz tommaso tom toma tommy foma tomaz tamas tome thom tomek tomaso maso
timotheus timothy timoteo timothee tim timofei timo tymoteusz timofey
urbanus urban urbano urbain
valentinus valentin valentino valentim walenty balint valentijn
valerius valery valeri valerio valeriu valerij valeriy valera valere
vasilios basil vasily vasile basilio vassilis wasilij vasilis vasil vasyl bazyli vasilije vaso vasko vasya basile wassili
victor viktor vittorio vitor wiktor vitya vic viktoras
vincentius vincent vicente vincenzo vinzenz wincenty enzo vince cenzo vincenc vicent chente
vladimir wladimir volodymyr vova volodya vlado wlodzimierz vladimiros vlad uladzimir waldemar valdemar
vojislav voja
walter gualtiero wouter valter gautier walther gutierre
xavier javier saverio xaver xavi javi ksawery xabier
zaccharias zachary zacharias zaccaria zakaria zekeriya zachariah zakariya zakhar
zbigniew zbyszek zbynek
zdzislaw zdislav zdzisiek
`

const LINES_OF: ReadonlyMap<string, readonly string[]> = readForms(FORMS)

/** The names that a given name may be a form of; the name of a line is its first word. */
export function givenNamesBehind(word: string): readonly string[] {
  return LINES_OF.get(word) ?? []
}

/** Whether two given names can be forms of one name. */
export function formsOfOneName(a: string, b: string): boolean {
  const others = givenNamesBehind(b)
  return givenNamesBehind(a).some((name) => others.includes(name))
}

function readForms(text: string): Map<string, string[]> {
  const lines = new Map<string, string[]>()
  for (const line of text.trim().split('\n')) {
    const words = line.split(' ')
    const name = words[0] ?? ''
    for (const word of words) lines.set(word, [...(lines.get(word) ?? []), name])
  }
  return lines
}
