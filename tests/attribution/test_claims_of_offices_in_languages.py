"""Claims of an office in languages with genders, cases and compounds: whose it is, and whose it is not."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.attribution.nouns import find_noun
from matcher.attribution.offices import read_office
from matcher.types import Document, Span

# text, and of each quotation its words, claims that are its speaker's, and claims that are not
CASES = [
    (
        'Berlin. „Wir werden die Strompreise nicht senken“, sagte Wirtschaftsminister Robert Hain am Montag. „Das ist eine Zumutung für die Betriebe“, erklärte Finanzministerin Paula Dorn. „Die Leitung wurde nicht gewartet“, sagte Werksleiterin Ute Brenner. „Niemand muss um seinen Platz fürchten“, sagte Betriebsratschefin Heike Sommer. „Der Fahrer war nüchtern am Steuer“, sagte Polizeisprecher Jens Vogt. „Der Platz bleibt gesperrt bis Mai“, sagte die Vereinsvorsitzende Ruth Adler. „Wir bauen die neue Brücke noch dieses Jahr“, sagte Oberbürgermeisterin Clara Stein.',
        [
            ('Wir werden die Strompreise nicht senken', ['der Wirtschaftsminister', 'Wirtschaftsminister', 'Bundeswirtschaftsminister Hain', 'Bundeswirtschaftsminister Robert Hain', 'Minister Hain', 'der Minister', 'des Ministers', 'Robert Hain'], ['die Finanzministerin', 'der Finanzminister', 'der Umweltminister', 'der Vizewirtschaftsminister', 'der frühere Wirtschaftsminister']),
            ('Das ist eine Zumutung', ['die Finanzministerin', 'Finanzministerin Dorn', 'die Ministerin'], ['der Wirtschaftsminister', 'die Umweltministerin']),
            ('Die Leitung wurde nicht gewartet', ['die Werksleiterin', 'Werksleiterin Brenner', 'Werksleiterin'], ['der Polizeisprecher']),
            ('Niemand muss um seinen Platz', ['die Betriebsratschefin', 'der Betriebsratschef', 'Betriebsratschefin Sommer'], ['die Werksleiterin']),
            ('Der Fahrer war nüchtern', ['der Polizeisprecher', 'Polizeisprecher', 'Polizeisprecher Vogt', 'ein Polizeisprecher'], ['der Regierungssprecher']),
            ('Der Platz bleibt gesperrt', ['die Vereinsvorsitzende', 'Vereinsvorsitzende Adler', 'Vereinsvorsitzende'], ['die Parteivorsitzende']),
            ('Wir bauen die neue Brücke', ['die Oberbürgermeisterin', 'Oberbürgermeisterin', 'Oberbürgermeisterin Stein', 'die Bürgermeisterin'], ['der Landrat']),
        ],
    ),
    (
        "Lyon. « Nous ne fermerons pas cet atelier », a déclaré Marie Blanc, déléguée syndicale. « La production reprendra lundi matin », a dit le directeur de l'usine, Paul Roy. « Le budget sera présenté à l'automne », a annoncé la ministre des Finances, Anne Petit.",
        [
            ('Nous ne fermerons pas', ['la déléguée syndicale', 'déléguée syndicale', 'la déléguée'], ["le directeur de l'usine", 'la ministre']),
            ('La production reprendra', ["le directeur de l'usine", 'le directeur', 'directeur de l’usine'], ['la déléguée syndicale', 'le directeur du port']),
            ('Le budget sera présenté', ['la ministre des Finances', 'la ministre', 'ministre des Finances'], ["le directeur de l'usine", 'la ministre de la Culture']),
        ],
    ),
    (
        'Madrid. «No subiremos los impuestos este año», dijo la ministra de Hacienda, Ana Ruiz. «La planta seguirá abierta todo el verano», afirmó Luis Negro, director gerente de Ibérica. «Las obras empiezan en octubre», aseguró el alcalde de Lugo, Pedro Soto.',
        [
            ('No subiremos los impuestos', ['la ministra de Hacienda', 'la ministra', 'ministra de Hacienda'], ['el alcalde', 'la ministra de Cultura']),
            ('La planta seguirá', ['el director gerente', 'director gerente', 'el director'], ['la ministra de Hacienda']),
            ('Las obras empiezan', ['el alcalde', 'el alcalde de Lugo'], ['el director gerente', 'el alcalde de Vigo']),
        ],
    ),
    (
        'Москва. «Мы не повысим тарифы в этом году», — сказал министр энергетики Сергей Лапин. «Завод работает в обычном режиме», — заявил директор завода Иван Белов. «Переговоры продолжатся осенью», — сообщила глава МИД Анна Орлова.',
        [
            ('Мы не повысим тарифы', ['министр энергетики', 'министр', 'министра энергетики'], ['директор завода', 'министр финансов']),
            ('Завод работает', ['директор завода', 'директор', 'директора завода'], ['министр энергетики', 'директор школы']),
            ('Переговоры продолжатся', ['глава МИД', 'главы МИД'], ['министр энергетики', 'глава Минфина']),
        ],
    ),
    (
        'Київ. «Ми не підвищимо тарифи цього року», — сказав міністр енергетики Сергій Лапко. «Завод працює у звичайному режимі», — заявив директор заводу Іван Білий. «Переговори триватимуть восени», — повідомила очільниця МЗС Олена Бондар.',
        [
            ('Ми не підвищимо', ['міністр енергетики', 'міністр'], ['директор заводу', 'міністр фінансів']),
            ('Завод працює', ['директор заводу', 'директор'], ['міністр енергетики']),
            ('Переговори триватимуть', ['очільниця МЗС'], ['міністр енергетики', 'очільниця Мінфіну']),
        ],
    ),
    (
        'Stuttgart. „Das Land wird die Schulen nicht allein lassen“, sagte Kultusministerin Theresa Lind am Dienstag im Landtag. Landesinnenminister Bernd Kolb war nicht da. Ministerpräsident Karl Ostermann schwieg.',
        [
            ('Das Land wird die Schulen', ['die Kultusministerin', 'Kultusministerin Lind', 'Landeskultusministerin Theresa Lind', 'die Ministerin', 'der Kultusministerin', 'Frau Lind', 'Lind'], ['die Innenministerin', 'der Innenminister', 'der Ministerpräsident', 'die Ministerpräsidentin', 'die Vizekultusministerin', 'die frühere Kultusministerin', 'Bundeskultusministerin', 'der Landesinnenminister', 'der Minister Kolb', 'Ministerpräsident Ostermann', 'Bernd Kolb']),
        ],
    ),
    (
        'Die Stimmung war schlecht. „Wir haben zu spät reagiert auf die Meldungen“, räumte die Leiterin des Gesundheitsamts, Sabine Frick, ein. „Die Zahlen sind falsch berechnet“, entgegnete Klinikdirektor Holger Wiese.',
        [
            ('Wir haben zu spät', ['die Leiterin des Gesundheitsamts', 'die Gesundheitsamtsleiterin', 'Gesundheitsamtsleiterin Frick', 'die Leiterin', 'Leiterin des Gesundheitsamtes'], ['die Klinikdirektorin', 'die Leiterin des Jugendamts', 'der Klinikdirektor', 'die Amtsärztin']),
            ('Die Zahlen sind falsch', ['der Klinikdirektor', 'der Direktor', 'der Direktor der Klinik', 'Klinikdirektor Wiese', 'Direktor Wiese', 'Klinikdirektors'], ['die Leiterin des Gesundheitsamts', 'der Schuldirektor', 'der Vizedirektor', 'Klinikdirektor Frick']),
        ],
    ),
    (
        '„Der Vorstand hat die Mitglieder getäuscht“, sagte der SPD-Fraktionschef Uwe Lenz. CDU-Fraktionschefin Ina Bauer widersprach. „Das ist schlicht gelogen von ihm“, sagte sie.',
        [
            ('Der Vorstand hat', ['der SPD-Fraktionschef', 'der Fraktionschef', 'SPD-Fraktionschef Lenz', 'SPD-Politiker Lenz'], ['der CDU-Fraktionschef', 'die CDU-Fraktionschefin', 'der SPD-Parteichef', 'Ina Bauer']),
            ('Das ist schlicht gelogen', ['Ina Bauer', 'die CDU-Fraktionschefin'], ['der SPD-Fraktionschef', 'Uwe Lenz']),
        ],
    ),
    (
        '„Wir ermitteln in alle Richtungen und schließen nichts aus“, sagte ein Polizeisprecher. „Die Staatsanwaltschaft prüft den Fall seit Mai“, erklärte Oberstaatsanwältin Vera Holm.',
        [
            ('Wir ermitteln in alle', ['ein Polizeisprecher', 'der Polizeisprecher', 'Polizeisprecher', 'ein Sprecher der Polizei', 'der Sprecher'], ['die Oberstaatsanwältin', 'Vera Holm', 'der Regierungssprecher', 'der Polizeipräsident']),
            ('Die Staatsanwaltschaft prüft', ['die Oberstaatsanwältin', 'die Staatsanwältin', 'Staatsanwältin Holm'], ['der Polizeisprecher', 'die Anwältin', 'die Richterin', 'der Rechtsanwalt']),
        ],
    ),
    (
        '„Ich trete nicht zurück, egal was kommt“, sagte Vereinspräsident Otto Fuhrmann. Ehrenpräsident Max Weiler hatte das gefordert. „Otto muss gehen, je früher desto besser“, sagte Weiler.',
        [
            ('Ich trete nicht zurück', ['der Vereinspräsident', 'der Präsident', 'Präsident Fuhrmann', 'der Präsident des Vereins'], ['der Ehrenpräsident', 'der Vizepräsident', 'der Altpräsident', 'Ehrenpräsident Weiler']),
            ('Otto muss gehen', ['der Ehrenpräsident', 'Ehrenpräsident Weiler', 'Max Weiler'], ['der Präsident', 'der Vereinspräsident', 'Otto Fuhrmann']),
        ],
    ),
    (
        '„Die Renten bleiben sicher bis zum Ende der Wahlperiode“, versprach Altkanzler Rolf Mertens. Kanzlerin Eva Stahl sagte nichts dazu.',
        [
            ('Die Renten bleiben', ['der Altkanzler', 'Altkanzler Mertens', 'der frühere Kanzler', 'der Ex-Kanzler', 'Mertens'], ['die Kanzlerin', 'der Kanzler', 'die Bundeskanzlerin', 'Kanzlerin Stahl', 'der Vizekanzler']),
        ],
    ),
    (
        '„Die Mieten dürfen nicht weiter steigen in dieser Stadt“, sagte der Wirtschafts- und Energieminister Jonas Reiter. Der Umweltminister blieb fern.',
        [
            ('Die Mieten dürfen', ['der Wirtschaftsminister', 'der Energieminister', 'Energieminister Reiter', 'Wirtschafts- und Energieminister Reiter', 'der Wirtschafts- und Energieminister', 'der Minister'], ['der Umweltminister', 'der Finanzminister', 'der Minister für Umwelt']),
        ],
    ),
    (
        '„Das Werk in Molden schließt nicht vor dem Jahr 2030“, sagte die Sprecherin des Unternehmens, Lea Kuhn. „Wir trauen dieser Zusage keinen Meter mehr“, sagte Gewerkschaftssekretär Timo Brandt. „Die Frau des Bürgermeisters hat das gesagt“, meinte der Wirt des Hauses, Kai Pohl.',
        [
            ('Das Werk in Molden', ['die Sprecherin des Unternehmens', 'die Unternehmenssprecherin', 'Unternehmenssprecherin Kuhn', 'die Sprecherin', 'Lea Kuhn'], ['die Sprecherin der Stadt', 'der Gewerkschaftssekretär', 'die Polizeisprecherin']),
            ('Wir trauen dieser', ['der Gewerkschaftssekretär', 'Gewerkschaftssekretär Brandt', 'Brandt'], ['die Unternehmenssprecherin', 'der Generalsekretär']),
        ],
    ),
    (
        '„Wir waren heute die bessere Mannschaft auf dem Platz“, sagte Trainerin Nora Sander. „Der Schiedsrichter hat alles falsch gemacht“, klagte Torwarttrainer Ali Demir. Die Schwester der Trainerin, Uta Sander, kam auch.',
        [
            ('Wir waren heute', ['die Trainerin', 'die Cheftrainerin Nora Sander', 'Nora Sander'], ['der Torwarttrainer', 'die Torwarttrainerin', 'Uta Sander', 'der Schiedsrichter']),
            ('Der Schiedsrichter hat', ['der Torwarttrainer', 'Torwarttrainer Demir', 'der Trainer'], ['die Trainerin', 'der Schiedsrichter']),
        ],
    ),
    (
        'Nach Angaben des Ministers Jörg Haller „steht der Vertrag vor dem Abschluss“. Nach den Worten von Emil Radkes Anwalt ist das falsch. „Ich habe nie etwas unterschrieben hier“, sagte Emil Radke.',
        [
            ('steht der Vertrag', ['Jörg Haller', 'der Minister', 'Minister Haller', 'des Ministers', 'Minister Jörg Haller'], ['Emil Radke', 'der Ministerpräsident']),
            ('Ich habe nie etwas', ['Emil Radke', 'Emil Radkes', 'Radke'], ['Jörg Haller', 'der Minister']),
        ],
    ),
    (
        "« Nous avons signé l'accord hier dans la nuit », a expliqué la directrice générale de l'hôpital, Sophie Blanc. « Rien n'a été signé à ma connaissance », a répliqué le délégué syndical Marc Petit. Le directeur adjoint, Paul Roy, n'a rien dit.",
        [
            ('Nous avons signé', ["la directrice générale de l'hôpital", 'la directrice générale', 'la directrice', "directrice de l'hôpital", "la directrice de l'hôpital Sophie Blanc", 'Mme Blanc', 'Sophie Blanc'], ['le directeur adjoint', "la directrice de l'école", 'le délégué syndical', "l'ancienne directrice", 'M. Blanc']),
            ("Rien n'a été signé", ['le délégué syndical', 'délégué syndical', 'un délégué syndical', 'le délégué', 'Marc Petit', 'M. Petit', 'le délégué syndical Petit'], ['la directrice générale', 'la déléguée syndicale', 'le délégué du personnel', 'Mme Petit']),
        ],
    ),
    (
        "« Le village ne sera pas abandonné par la région », a promis la maire de Lissac, Claire Dumas. Le maire de Vernon, Jean Morel, a applaudi. La sœur du préfet, Anne Prat, aussi. « L'État doit payer sa part des travaux », a dit le préfet Louis Prat.",
        [
            ('Le village ne sera', ['la maire de Lissac', 'la maire', 'le maire de Lissac', 'Mme la maire', 'Claire Dumas, maire de Lissac', 'la maire Claire Dumas'], ['le maire de Vernon', 'la maire de Vernon', 'le préfet', "l'ancienne maire", "l'adjointe au maire"]),
            ("L'État doit payer", ['le préfet', 'M. le préfet', 'Louis Prat'], ['la préfète', 'le sous-préfet', 'Anne Prat', 'le maire de Lissac']),
        ],
    ),
    (
        "Selon le ministre de l'Intérieur, Yves Garnier, « la situation est sous contrôle depuis hier soir ». « C'est faux et il le sait très bien », a rétorqué la porte-parole du syndicat, Inès Faure.",
        [
            ('la situation est sous', ["le ministre de l'Intérieur", 'le ministre', "ministre de l'Intérieur", 'Yves Garnier', 'le ministre Garnier'], ['le ministre des Finances', 'la porte-parole du syndicat', 'le Premier ministre', 'le vice-ministre', "l'ancien ministre de l'Intérieur"]),
            ("C'est faux et il", ['la porte-parole du syndicat', 'la porte-parole', 'porte-parole du syndicat', 'Inès Faure'], ["le ministre de l'Intérieur", 'la porte-parole du gouvernement']),
        ],
    ),
    (
        '«La fábrica no cerrará mientras yo dirija la empresa», aseguró la directora gerente, Elena Vidal. «No nos creemos ni una sola palabra», replicó el secretario general del sindicato, Tomás Rivas. La alcaldesa de Molina, Rosa Cano, pidió calma. El alcalde de Lorca, Juan Paz, calló.',
        [
            ('La fábrica no cerrará', ['la directora gerente', 'directora gerente', 'la directora', 'el director gerente', 'Elena Vidal', 'la directora Vidal'], ['el secretario general', 'la directora del hospital', 'la subdirectora', 'la exdirectora gerente', 'la alcaldesa']),
            ('No nos creemos', ['el secretario general del sindicato', 'el secretario general', 'secretario general del sindicato', 'Tomás Rivas'], ['la directora gerente', 'el secretario de Estado', 'el presidente del sindicato', 'el exsecretario general']),
        ],
    ),
    (
        '«El presupuesto se aprobará antes del verano», afirmó la ministra de Hacienda, Carmen Soler. Según el alcalde de Lugo, Pedro Soto, «no llega ni un euro a los pueblos». La viceministra Inés Roca asintió.',
        [
            ('El presupuesto se', ['la ministra de Hacienda', 'la ministra', 'ministra de Hacienda Carmen Soler', 'la ministra Soler'], ['la viceministra', 'la ministra de Cultura', 'el ministro de Defensa', 'la exministra de Hacienda', 'la primera ministra']),
            ('no llega ni un euro', ['el alcalde de Lugo', 'el alcalde', 'alcalde de Lugo', 'Pedro Soto', 'Soto'], ['la alcaldesa de Lugo', 'el alcalde de Vigo', 'la ministra de Hacienda', 'el exalcalde de Lugo']),
        ],
    ),
    (
        '«Мост откроют до конца года, деньги есть», — сказал мэр Омска Сергей Лапин. «Денег на мост в бюджете нет», — заявила депутат Анна Белова. Мэр Томска Иван Котов промолчал. «Это дело городских властей», — пояснил заместитель министра транспорта Олег Жуков.',
        [
            ('Мост откроют', ['мэр Омска', 'мэр', 'Сергей Лапин', 'Лапин', 'мэр Лапин', 'мэр Омска Лапин', 'мэра Омска', 'Сергея Лапина', 'городской голова Лапин'], ['мэр Томска', 'бывший мэр Омска', 'вице-мэр Омска', 'депутат', 'Анна Белова', 'Иван Котов']),
            ('Денег на мост', ['депутат', 'Анна Белова', 'депутат Белова', 'Белова', 'Анны Беловой'], ['мэр Омска', 'сенатор', 'Сергей Лапин']),
            ('Это дело городских', ['заместитель министра транспорта', 'замминистра транспорта', 'заместитель министра', 'замминистра', 'Олег Жуков', 'замминистра Жуков', 'заместителя министра транспорта'], ['министр транспорта', 'министр', 'мэр Омска', 'заместитель мэра']),
        ],
    ),
    (
        'По словам министра энергетики Петра Лапина, «аварий этой зимой не будет». «Министр ошибается, трубы старые», — возразила директор ТЭЦ Мария Гусева. Пресс-секретарь министра Павел Чернов отказался говорить.',
        [
            ('аварий этой зимой', ['Пётр Лапин', 'Петр Лапин', 'Петра Лапина', 'министр энергетики', 'министр', 'Лапин', 'министр энергетики Лапин', 'министр Пётр Лапин', 'министра энергетики Петра Лапина'], ['Павел Чернов', 'пресс-секретарь министра', 'Мария Гусева', 'министр финансов', 'директор ТЭЦ', 'замминистра энергетики']),
            ('Министр ошибается', ['директор ТЭЦ', 'директор', 'Мария Гусева', 'Марии Гусевой', 'директор Гусева', 'Гусева'], ['министр энергетики', 'Пётр Лапин', 'директор школы']),
        ],
    ),
    (
        'По мнению главы Минфина Андрея Орлова, «ставка снизится уже весной». «Мы готовы к любому развитию событий», — сообщил глава МЧС Игорь Седов. «Пожары удалось потушить за ночь», — уточнила представитель ведомства Юлия Маркова.',
        [
            ('ставка снизится', ['глава Минфина', 'Андрей Орлов', 'Андрея Орлова', 'Орлов', 'глава Минфина Орлов'], ['глава МЧС', 'Игорь Седов', 'замглавы Минфина', 'глава Минэнерго']),
            ('Мы готовы к любому', ['глава МЧС', 'глава', 'Игорь Седов', 'Игоря Седова', 'главы МЧС', 'Седов'], ['глава Минфина', 'глава МВД', 'бывший глава МЧС', 'Андрей Орлов']),
            ('Пожары удалось', ['Юлия Маркова', 'Юлии Марковой', 'представитель ведомства', 'представительница ведомства', 'Маркова'], ['глава МЧС', 'Игорь Седов']),
        ],
    ),
    (
        '«Дороги відремонтують до осені, як і обіцяли», — сказала очільниця області Олена Бондар. За словами міністра освіти Сергія Лапка, «школи відкриють вчасно». «Вчителям досі не заплатили за червень», — заявила директорка ліцею Ірина Коваль. Заступник міністра Іван Гнатюк не відповів.',
        [
            ('Дороги відремонтують', ['очільниця області', 'Олена Бондар', 'Олени Бондар', 'очільниця', 'очільник області', 'Бондар'], ['міністр освіти', 'директорка ліцею', 'заступниця очільниці області', 'колишня очільниця області']),
            ('школи відкриють', ['Сергій Лапко', 'Сергія Лапка', 'міністр освіти', 'міністр', 'Лапко', 'міністр Лапко', 'міністра освіти'], ['заступник міністра', 'Іван Гнатюк', 'міністр фінансів', 'директорка ліцею', "прем'єр-міністр"]),
            ('Вчителям досі', ['директорка ліцею', 'директор ліцею', 'директорка', 'Ірина Коваль', 'Ірини Коваль', 'Коваль'], ['міністр освіти', 'директор школи', 'заступниця директорки ліцею']),
        ],
    ),
    (
        '“The bridge will open in May as planned,” said Energy Minister Ada Quill. “It will not,” said the plant manager, Ben Orr. Transport Minister Hugh Pell laughed. The mayor of Marlow, Una Voss, said: “Ely must wait for its turn.”',
        [
            ('The bridge will open', ['the energy minister', 'the minister', 'Energy Minister Quill', 'Minister Quill', 'the minister for energy', 'Ada Quill'], ['the transport minister', 'the prime minister', 'the former energy minister', 'the deputy energy minister', 'the plant manager', 'Hugh Pell']),
            ('It will not', ['the plant manager', 'the manager', 'plant manager Ben Orr', 'the manager of the plant'], ['the energy minister', 'the campaign manager', 'the assistant plant manager']),
            ('Ely must wait', ['the mayor of Marlow', 'the mayor', 'Mayor Voss', "Marlow's mayor", 'Una Voss'], ['the mayor of Ely', 'the former mayor of Marlow', 'the deputy mayor', 'the energy minister']),
        ],
    ),
    (
        'Die Bürgermeisterin von Molden, Anna Dorn, lud ein. „Wir haben das Geld für die neue Halle“, sagte sie. Der frühere Bürgermeister Karl Weiss saß daneben. „Das Geld reicht niemals für die Halle“, sagte Weiss.',
        [
            ('Wir haben das Geld', ['die Bürgermeisterin', 'die Bürgermeisterin von Molden', 'Bürgermeisterin Dorn', 'Moldens Bürgermeisterin'], ['der frühere Bürgermeister', 'die Bürgermeisterin von Neustadt', 'Karl Weiss', 'die Altbürgermeisterin']),
            ('Das Geld reicht', ['der frühere Bürgermeister', 'der Altbürgermeister', 'Altbürgermeister Weiss', 'der Ex-Bürgermeister', 'Karl Weiss', 'der ehemalige Bürgermeister'], ['die Bürgermeisterin', 'der stellvertretende Bürgermeister', 'Anna Dorn']),
        ],
    ),
    (
        'Der Verkehrsminister kam zu spät. „Der Zug hatte Verspätung wie immer“, sagte Franz Huber, der das Amt seit März führt. Finanzministerin Ilse Rau lachte.',
        [
            ('Der Zug hatte', ['Franz Huber', 'Huber'], ['die Finanzministerin', 'Ilse Rau']),
        ],
    ),
    (
        '„Die Schule bleibt, wo sie ist und wo sie war“, sagte Schulleiter Max Binder. Ein Schüler lachte. Schulsprecher Leon Graf: „Das glaubt hier niemand mehr ernsthaft.“',
        [
            ('Die Schule bleibt', ['der Schulleiter', 'der Leiter der Schule', 'Schulleiter Binder', 'der Schuldirektor Binder'], ['der Schulsprecher', 'der Klinikleiter', 'der Bauleiter']),
            ('Das glaubt hier', ['der Schulsprecher', 'Schulsprecher Graf', 'Leon Graf'], ['der Schulleiter', 'der Polizeisprecher']),
        ],
    ),
    (
        '„Wir fordern acht Prozent mehr Lohn für alle“, sagte der Vorsitzende der Gewerkschaft Bau, Dieter Kranz. Die Arbeitgebervertreterin Silke Thoma nannte das „völlig aus der Zeit gefallen“.',
        [
            ('Wir fordern acht', ['der Vorsitzende der Gewerkschaft Bau', 'der Gewerkschaftsvorsitzende', 'der Vorsitzende', 'Gewerkschaftschef Kranz', 'Dieter Kranz', 'des Vorsitzenden'], ['die Arbeitgebervertreterin', 'der Parteivorsitzende', 'der stellvertretende Vorsitzende', 'der Ehrenvorsitzende']),
            ('völlig aus der Zeit', ['Silke Thoma', 'die Arbeitgebervertreterin'], ['Dieter Kranz', 'der Vorsitzende']),
        ],
    ),
    (
        '„Die Regierung hat kein Konzept, nur Ausreden“, sagte Oppositionsführerin Greta Moll. Regierungschef Arno Pilz wies das zurück. „Wir liefern jeden Tag und sie redet“, sagte er.',
        [
            ('Die Regierung hat', ['die Oppositionsführerin', 'Oppositionsführerin Moll', 'Oppositionschefin Moll'], ['der Regierungschef', 'die Regierungschefin', 'Arno Pilz']),
        ],
    ),
    (
        'Nach Worten des Präsidenten Karl Ostermann „ist der Streit beigelegt und vergessen“. Vizepräsidentin Nele Rau bestritt das.',
        [
            ('ist der Streit', ['der Präsident', 'Präsident Ostermann', 'Karl Ostermann', 'des Präsidenten Karl Ostermann', 'Präsidenten Ostermann'], ['die Vizepräsidentin', 'der Vizepräsident', 'Nele Rau', 'der Altpräsident']),
        ],
    ),
    (
        'Nach Ansicht der Ministerin „ist der Streit beigelegt und vergessen“. Staatssekretär Jan Pohl bestritt das.',
        [
            ('ist der Streit', ['die Ministerin', 'der Ministerin'], ['der Staatssekretär', 'Jan Pohl', 'die Vizeministerin', 'der Minister Pohl']),
        ],
    ),
    (
        '„Kein Kommentar zu laufenden Verfahren, wie immer“, sagte die Sprecherin der Staatsanwaltschaft. Oberbürgermeister Peter Lang schwieg.',
        [
            ('Kein Kommentar zu', ['die Sprecherin der Staatsanwaltschaft', 'die Sprecherin', 'Sprecherin der Staatsanwaltschaft'], ['der Oberbürgermeister', 'die Sprecherin der Polizei', 'die Staatsanwältin', 'Peter Lang']),
        ],
    ),
    (
        "« Le barrage tiendra encore cent ans au moins », a assuré l'ancien ministre Henri Colas. La ministre de l'Écologie, Jeanne Morin, en doute. « Ce barrage est une ruine dangereuse », a-t-elle dit. Le porte-parole de la ministre, Éric Vial, a acquiescé.",
        [
            ('Le barrage tiendra', ["l'ancien ministre", "l'ex-ministre", 'Henri Colas', 'M. Colas', "l'ancien ministre Colas", 'ancien ministre'], ['le ministre', "la ministre de l'Écologie", 'la ministre', 'le Premier ministre', 'le vice-ministre', 'Mme Colas']),
            ('Ce barrage est une', ["la ministre de l'Écologie", 'la ministre', 'Jeanne Morin', 'Mme Morin', "ministre de l'Écologie"], ['le porte-parole de la ministre', "l'ancien ministre", 'Éric Vial', 'la ministre de la Culture', 'Henri Colas']),
        ],
    ),
    (
        "« Personne ne sera licencié avant la fin de l'année », a juré le patron de Verrier, Luc Noir. « On a déjà vu ce film il y a dix ans », a soupiré la secrétaire du comité d'entreprise, Nadia Benali. La chercheuse Odile Faure observe.",
        [
            ('Personne ne sera', ['le patron de Verrier', 'le patron', 'patron de Verrier', 'le patron Luc Noir', 'Luc Noir, patron de Verrier'], ["la secrétaire du comité d'entreprise", 'la chercheuse', 'le patron de Lambert', "l'ancien patron de Verrier"]),
            ('On a déjà vu', ["la secrétaire du comité d'entreprise", 'la secrétaire', 'Nadia Benali', 'Mme Benali'], ['le patron', 'la chercheuse', "la secrétaire d'État", 'le secrétaire général']),
        ],
    ),
    (
        "De l'avis de la procureure, « l'enquête prendra encore des mois ». L'avocat de la famille, Me Yann Le Goff, s'impatiente : « La famille attend depuis trop longtemps déjà. »",
        [
            ("l'enquête prendra", ['la procureure', 'le procureur', 'procureure'], ["l'avocat de la famille", 'Yann Le Goff', 'la procureure adjointe']),
            ('La famille attend', ['Yann Le Goff', 'Me Le Goff', "l'avocat de la famille", "l'avocat", 'Le Goff'], ['la procureure', "l'avocate générale"]),
        ],
    ),
    (
        '«El hospital abrirá en marzo sin más retrasos», prometió el consejero de Sanidad, Andrés Gil. «Llevamos diez años oyendo esa promesa», respondió la portavoz de los vecinos, Marta León. La exconsejera Lola Ríos se rió. El hermano del consejero, Raúl Gil, también.',
        [
            ('El hospital abrirá', ['el consejero de Sanidad', 'el consejero', 'consejero de Sanidad', 'Andrés Gil'], ['la consejera de Educación', 'la exconsejera', 'la portavoz de los vecinos', 'el viceconsejero de Sanidad', 'Raúl Gil', 'el consejero de Cultura']),
            ('Llevamos diez años', ['la portavoz de los vecinos', 'la portavoz', 'portavoz vecinal Marta León', 'Marta León'], ['el consejero de Sanidad', 'la portavoz del Gobierno', 'la exconsejera']),
        ],
    ),
    (
        'A juicio de la presidenta del comité, «el acuerdo es bueno para todos». El vicepresidente, Iván Mora, discrepa: «El acuerdo es un desastre para el campo».',
        [
            ('el acuerdo es bueno', ['la presidenta del comité', 'la presidenta', 'presidenta del comité'], ['el vicepresidente', 'Iván Mora', 'la vicepresidenta', 'la presidenta del Gobierno']),
        ],
    ),
    (
        'По мнению мэра Омска, «дороги не чинили двадцать лет». «Это неправда, чинили каждый год», — ответил бывший мэр города Пётр Жуков. Советник мэра Инна Котова смолчала.',
        [
            ('дороги не чинили', ['мэр Омска', 'мэр', 'мэра Омска'], ['бывший мэр', 'Пётр Жуков', 'советник мэра', 'мэр Томска', 'Инна Котова']),
            ('Это неправда', ['бывший мэр', 'бывший мэр города', 'экс-мэр', 'экс-мэр Жуков', 'Пётр Жуков', 'Петра Жукова', 'бывшего мэра'], ['мэр', 'мэр Омска', 'мэр города', 'вице-мэр', 'советник мэра']),
        ],
    ),
    (
        '«Команда сыграла ниже своих возможностей», — посетовал главный тренер Павел Гончар. По словам капитана команды Игоря Седова, «судья всё испортил». Тренер вратарей Юрий Мельник ушёл.',
        [
            ('Команда сыграла', ['главный тренер', 'тренер', 'Павел Гончар', 'Павла Гончара', 'тренер Гончар', 'главного тренера'], ['капитан команды', 'тренер вратарей', 'Игорь Седов', 'Юрий Мельник', 'бывший тренер']),
            ('судья всё испортил', ['Игорь Седов', 'Игоря Седова', 'капитан команды', 'капитан', 'Седов'], ['главный тренер', 'Павел Гончар', 'судья']),
        ],
    ),
    (
        'За словами речника міністерства Андрія Ткача, «переговори йдуть за планом». «Плану не існує взагалі», — заперечила депутатка Марія Шевчук. Колишній речник Юрій Левко посміявся.',
        [
            ('переговори йдуть', ['Андрій Ткач', 'Андрія Ткача', 'речник міністерства', 'речник', 'речника міністерства', 'Ткач'], ['колишній речник', 'Юрій Левко', 'депутатка', 'речник уряду', 'Марія Шевчук']),
            ('Плану не існує', ['депутатка', 'депутат', 'Марія Шевчук', 'Марії Шевчук', 'депутатка Шевчук'], ['речник міністерства', 'сенатор', 'Андрій Ткач']),
        ],
    ),
    (
        'Nach den Worten Emil Radkes „war die Kasse immer leer“. Kassenwartin Ida Mohn widersprach Radke. „Die Kasse war voll bis Ostern“, sagte Ida Mohn.',
        [
            ('war die Kasse', ['Emil Radke', 'Emil Radkes'], ['Ida Mohn', 'Emil Rader']),
            ('Die Kasse war voll', ['Ida Mohn', 'Ida Mohns', 'Mohn'], ['Emil Radke', 'Ida Moser', 'Ina Mohns']),
        ],
    ),
    (
        '«Мост откроют до конца года, деньги есть», — сказал министр Сергей Лапин. Премьер Иван Котов промолчал.',
        [
            ('Мост откроют', ['министр лапин', 'сергей лапин', 'лапин', 'министр'], ['иван котов', 'премьер', 'премьер-министр', 'министр котов']),
        ],
    ),
    (
        '“We will appeal the ruling at once,” said Mayor Ada Quill. Councillor Ben Orr objected.',
        [
            ('We will appeal', ['mayor quill', 'the mayor', 'quill', 'mayor', 'ada quill'], ['councillor orr', 'mayor orr', 'the councillor', 'the deputy mayor']),
        ],
    ),
    (
        'Molden – Bei dem Brand in der Lagerhalle ist niemand verletzt worden. „Die Halle war zum Glück schon leer“, sagte Feuerwehrsprecher Tobias Wenk am Mittwoch. Kreisbrandmeister Rolf Adam leitete den Einsatz. Die Ursache sei unklar, so die Polizei. Lagerbesitzer Heinz Oster schätzt den Schaden auf zwei Millionen Euro.',
        [
            ('Die Halle war zum', ['der Feuerwehrsprecher', 'der Sprecher der Feuerwehr', 'ein Sprecher der Feuerwehr', 'Feuerwehrsprecher Wenk', 'Tobias Wenk', 'Sprecher Tobias Wenk'], ['der Polizeisprecher', 'Rolf Adam', 'der Kreisbrandmeister', 'Heinz Oster', 'ein Sprecher der Polizei']),
        ],
    ),
    (
        '„Wir haben unsere Hausaufgaben in den Kommunen gemacht“, erklärte Landrätin Petra Zorn (CDU). Ihr Stellvertreter Jens Ohm sah das anders. „Davon kann überhaupt keine Rede sein hier“, so Ohm. Regierungspräsident Falk Hartung will vermitteln.',
        [
            ('Wir haben unsere', ['die Landrätin', 'Landrätin Zorn', 'der Landrätin', 'CDU-Landrätin Petra Zorn', 'Petra Zorn'], ['der Landrat Ohm', 'die stellvertretende Landrätin', 'der Regierungspräsident', 'Falk Hartung']),
            ('Davon kann überhaupt', ['Jens Ohm', 'Ohm'], ['die Landrätin', 'Petra Zorn', 'der Regierungspräsident']),
        ],
    ),
    (
        'Der Präsident des Bauernverbands, Georg Huber, sprach von einem „schwarzen Tag für alle Landwirte“. Agrarministerin Lena Voss verteidigte den Plan. „Der Plan sichert die Höfe auf Dauer“, betonte die Ministerin. Verbandsvize Sepp Maier nickte.',
        [
            ('schwarzen Tag für', ['der Präsident des Bauernverbands', 'der Bauernverbandspräsident', 'Bauernpräsident Huber', 'Georg Huber', 'der Verbandspräsident Huber'], ['die Agrarministerin', 'Lena Voss', 'der Vizepräsident', 'der Bundespräsident', 'der Präsident des Jagdverbands']),
            ('Der Plan sichert', ['die Agrarministerin', 'die Ministerin', 'Lena Voss', 'Agrarministerin Voss'], ['der Präsident des Bauernverbands', 'die Umweltministerin', 'Georg Huber', 'die Staatssekretärin']),
        ],
    ),
    (
        '„Das Gericht hat die Beweise schlicht nicht gewürdigt“, sagte Verteidigerin Sonja Reich. Richter Klaus Thiel wies das zurück: „Wir haben jeden Zeugen zweimal gehört.“ Nebenklagevertreter Udo Kamp schwieg.',
        [
            ('Das Gericht hat die', ['die Verteidigerin', 'Verteidigerin Reich', 'Sonja Reich'], ['der Richter', 'Richter Thiel', 'die Richterin', 'der Nebenklagevertreter']),
            ('Wir haben jeden', ['der Richter', 'Richter Thiel', 'Klaus Thiel'], ['die Verteidigerin', 'die Richterin', 'der Staatsanwalt']),
        ],
    ),
    (
        'LONDON — The chief executive of Molden Rail, Ben Orr, apologised on Monday. “We let our passengers down badly,” he said. “An apology does not run trains,” said the shadow transport secretary, Una Marr. The transport secretary, Hugh Pell, did not comment.',
        [
            ('We let our passengers', ['the chief executive', "Molden Rail's chief executive", 'chief executive Ben Orr', 'the chief executive of Molden Rail', 'Ben Orr'], ['the transport secretary', 'the former chief executive', 'Una Marr', 'the deputy chief executive']),
            ('An apology does not', ['the shadow transport secretary', 'Una Marr', 'shadow transport secretary Una Marr'], ['the transport secretary', 'Hugh Pell', 'the chief executive']),
        ],
    ),
    (
        "PARIS. « Les urgences ne fermeront pas cet été », a promis mardi la ministre déléguée à la Santé, Claire Vasseur. Le président du conseil régional, Hervé Aubry, en doute : « On nous a déjà dit cela l'an dernier. » Le vice-président, Paul Roy, se tait.",
        [
            ('Les urgences ne', ['la ministre déléguée à la Santé', 'la ministre déléguée', 'la ministre', 'Claire Vasseur', 'Mme Vasseur'], ['le président du conseil régional', 'la ministre des Sports', 'Hervé Aubry', 'le président', "l'ancienne ministre déléguée"]),
            ('On nous a déjà dit', ['le président du conseil régional', 'le président', 'Hervé Aubry', 'M. Aubry'], ['le vice-président', 'Paul Roy', 'la ministre déléguée', 'le président de la République']),
        ],
    ),
    (
        "« Le procès doit avoir lieu ici et pas ailleurs », a plaidé l'avocate de la défense, Me Julie Carré. L'avocat général, Denis Fort, a requis dix ans. « Dix ans, c'est le minimum pour ces faits », a-t-il dit.",
        [
            ('Le procès doit', ["l'avocate de la défense", "l'avocate", 'Me Carré', 'Julie Carré', 'avocate de la défense'], ["l'avocat général", 'Denis Fort', 'le procureur', "l'avocate de la famille"]),
            ("Dix ans, c'est", ["l'avocat général", 'Denis Fort', 'M. Fort'], ["l'avocate de la défense", 'Julie Carré', 'le juge']),
        ],
    ),
    (
        'SEVILLA.- El consejero delegado de Ibérica, Álvaro Nieto, descartó despidos. «No sobra nadie en esta casa», dijo. La secretaria general de UGT en la comarca, Pilar Gallego, replicó: «Eso mismo dijeron hace un año». El expresidente de la compañía, Luis Negro, no asistió.',
        [
            ('Eso mismo dijeron', ['la secretaria general de UGT', 'la secretaria general', 'Pilar Gallego'], ['el consejero delegado', 'la secretaria de Estado', 'Álvaro Nieto']),
        ],
    ),
    (
        '«La sequía es la peor en treinta años», alertó la portavoz de la cuenca, Nuria Prats. Para el presidente de los regantes, Jordi Mas, «nadie ha hecho nada». La subdirectora Eva Ruiz tomó nota.',
        [
            ('La sequía es la', ['la portavoz', 'la portavoz de la cuenca', 'el portavoz de la cuenca', 'Nuria Prats', 'portavoz de la cuenca'], ['la subdirectora', 'el presidente de los regantes', 'la portavoz del Gobierno', 'Jordi Mas']),
        ],
    ),
    (
        'МОСКВА. «Самолёт сел штатно, пострадавших нет», — сообщил представитель авиакомпании Денис Громов. По данным начальника аэропорта Веры Ильиной, «полоса уже открыта». Губернатор области Роман Кац поблагодарил экипаж. «Экипаж спас всех, кто был на борту», — сказал он. Бывший губернатор Лев Дёмин приехал тоже.',
        [
            ('Самолёт сел', ['представитель авиакомпании', 'Денис Громов', 'Дениса Громова', 'представителя авиакомпании', 'Громов'], ['губернатор', 'начальник аэропорта', 'представитель аэропорта', 'Вера Ильина']),
            ('полоса уже открыта', ['Вера Ильина', 'Веры Ильиной', 'начальник аэропорта', 'начальница аэропорта', 'Ильина'], ['Денис Громов', 'губернатор', 'начальник вокзала']),
            ('Экипаж спас', ['губернатор', 'губернатор области', 'Роман Кац', 'губернатора области', 'губернатор Кац'], ['бывший губернатор', 'вице-губернатор', 'Лев Дёмин', 'экс-губернатор', 'представитель авиакомпании']),
        ],
    ),
    (
        '«Суд поверил свидетелям, а не бумагам», — заявила адвокат обвиняемого Зоя Рыбина. Прокурор Антон Власов с ней не согласен. «Бумаги подделаны от первой до последней», — подчеркнул прокурор.',
        [
            ('Суд поверил', ['адвокат', 'адвокат обвиняемого', 'Зоя Рыбина', 'Зои Рыбиной'], ['прокурор', 'обвиняемый', 'Антон Власов', 'адвокат потерпевшего']),
            ('Бумаги подделаны', ['прокурор', 'Антон Власов', 'прокурор Власов', 'Антона Власова'], ['адвокат', 'Зоя Рыбина', 'прокурор области Рыбина']),
        ],
    ),
    (
        'ХАРКІВ. «Лікарня працює попри все, що сталося», — розповіла головна лікарка Оксана Шпак. За словами заступника мера Дмитра Гая, «воду дадуть до вечора». Мер міста Тарас Кравець у відпустці.',
        [
            ('Лікарня працює', ['головна лікарка', 'лікарка', 'Оксана Шпак', 'Оксани Шпак', 'головний лікар Оксана Шпак', 'головної лікарки'], ['мер', 'мер міста', 'заступник мера', 'Тарас Кравець']),
            ('воду дадуть', ['Дмитро Гай', 'Дмитра Гая', 'заступник мера', 'заступника мера', 'Гай'], ['мер', 'мер міста', 'Тарас Кравець', 'головна лікарка']),
        ],
    ),
    (
        "KYIV — “The grid will hold through the winter,” said Energy Minister Serhii Lapko. “We need transformers now,” said Olena Bilyk, head of the grid operator. President Petro Hnatiuk's adviser, Ivan Koval, agreed.",
        [
            ('The grid will hold', ['Сергій Лапко', 'Sergei Lapko', 'the energy minister', 'міністр енергетики Лапко'], ['Petro Hnatiuk', 'the president', 'the defence minister', 'Ivan Koval']),
            ('We need transformers', ['Олена Білик', 'Olena Bilyk', 'the head of the grid operator'], ['the energy minister', "the president's adviser", 'Ivan Koval']),
        ],
    ),
]  # fmt: skip

CLAIMS = [
    (text, words, claimed, is_theirs)
    for text, quotations in CASES
    for words, theirs, others in quotations
    for claims, is_theirs in ((theirs, True), (others, False))
    for claimed in claims
]


@pytest.mark.parametrize(("text", "words", "claimed", "is_theirs"), CLAIMS)
def test_claim_of_an_office_is_confirmed_for_whoever_has_it(
    text: str, words: str, claimed: str, is_theirs: bool
) -> None:
    document = Document("d", "", text)
    attributed = attribute(document)
    start = text.index(words)
    speaker = next(one.speaker for one in attributed if one.start <= start < one.end)
    status = match_claim(claimed, speaker, document, attributed, passage=Span(start, start + len(words)))
    assert status == "confirmed" if is_theirs else status in ("contradicted", "uncertain")


@pytest.mark.parametrize(
    ("word", "lemma", "parts", "is_feminine"),
    [
        ("werksleiterin", "leiter", ("werks",), True),
        ("bundeswirtschaftsministers", "minister", ("bundes", "wirtschafts"), False),
        ("vereinsvorsitzenden", "vorsitzende", ("vereins",), False),
        ("spd-fraktionschefin", "chef", ("spd", "fraktions"), True),
        ("ministerpräsidentin", "ministerpräsident", (), True),
        ("oberstaatsanwalt", "staatsanwalt", ("ober",), False),
        ("direktor", "direktor", (), False),
        ("directrice", "directeur", (), True),
        ("alcaldesa", "alcalde", (), True),
        ("министра", "министр", (), False),
        ("представительницы", "представитель", (), True),
        ("очільниці", "очільник", (), True),
    ],
)
def test_forms_of_a_noun_have_one_lemma(word: str, lemma: str, parts: tuple[str, ...], is_feminine: bool) -> None:
    noun = find_noun(word)
    assert noun is not None
    assert (noun.lemma, noun.parts, noun.is_feminine) == (lemma, parts, is_feminine)


@pytest.mark.parametrize("word", ["richtung", "berichte", "завод", "anna", "ministerium", "chefsache", "leitung"])
def test_what_is_no_office_has_no_noun(word: str) -> None:
    assert find_noun(word) is None


@pytest.mark.parametrize(
    ("claimed", "noun", "ranks", "kinds"),
    [
        ("der Vizewirtschaftsminister", "minister", {"vice"}, {"wirtschaft"}),
        ("Wirtschafts- und Energieminister", "minister", set(), {"energi"}),
        ("der Altkanzler", "kanzler", {"former"}, set()),
        ("l'ex-ministre", "ministre", {"former"}, set()),
        ("заместитель министра", "министр", {"deputy"}, set()),
        ("замминистра", "министр", {"deputy"}, set()),
        ("Bundeskanzlerin", "kanzler", set(), set()),
    ],
)
def test_an_office_is_read_in_its_language(claimed: str, noun: str, ranks: set[str], kinds: set[str]) -> None:
    office = read_office(claimed)
    assert office is not None
    assert (office.noun, office.ranks, office.kinds) == (noun, ranks, kinds)
