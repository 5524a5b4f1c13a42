"""Denials over a passage and conditions cut off it, in languages with few rules, named by the document or guessed."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query
from matcher.diff.words.lexicons import LANGUAGES, PARTIAL_LANGUAGES
from matcher.wordclasses import provisos

NEGATED, CUT = "inside_negation", "truncated_sentence"
# Language, sentence as said with the quote between bars, flag.
CASES = [
    ("es", "«Dicen que |el muelle se cae de viejo|», dijo Ida Roan.", CUT),
    ("es", "«Según la policía, |el muelle se cae de viejo|», dijo Ida Roan.", CUT),
    ("es", "«Hace años que digo que |el muelle se cae de viejo|», dijo Ida Roan.", ""),
    ("fr", "« Le gardien affirme que |le quai est sûr| », a dit Ida Roan.", CUT),
    ("fr", "« Nous avons toujours dit que |le quai est sûr| », a dit Ida Roan.", ""),
    ("fr", "« Sans les pêcheurs, |nous aurions perdu le quai| », a dit Ida Roan.", CUT),
    ("fr", "« Sans les pêcheurs, |nous avons perdu le quai| », a dit Ida Roan.", ""),
    ("de", "„Laut Polizei |war der Steg gesperrt|“, sagte Ida Roan.", CUT),
    ("de", "„Der Wärter behauptet, dass |der Steg gesperrt war|“, sagte Ida Roan.", CUT),
    ("de", "„Ich habe immer gesagt, dass |der Steg gesperrt war|“, sagte Ida Roan.", ""),
    ("it", "«Secondo la polizia |il molo era chiuso da mesi|», ha detto Ida Roan.", CUT),
    ("nl", "‘De wachter beweert dat |de steiger veilig is|’, zei Ida Roan.", CUT),
    ("ru", "«Сторож утверждает, что |мост был закрыт|», — сказала Ида Роан.", CUT),
    # What a sentence begins with as somebody's word or guess, and what a clause is limited by behind a mark.
    ("de", "„Es heißt, |der Damm halte noch zehn Jahre|“, sagte Ida Roan.", CUT),
    ("de", "„Das heißt, |der Damm hält noch zehn Jahre|“, sagte Ida Roan.", ""),
    ("de", "„|Der Damm hält noch zehn Jahre|, wenngleich mit Rissen“, sagte Ida Roan.", CUT),
    ("fr", "« |Le barrage tiendra dix ans|, pour peu que les pompes marchent », a dit Ida Roan.", CUT),
    ("fr", "« |Tous les pêcheurs du barrage ont payé|, hormis deux », a dit Ida Roan.", CUT),
    ("fr", "« |Tous les pêcheurs du barrage ont payé|, à l’exception de deux », a dit Ida Roan.", CUT),
    ("fr", "« |Tous les pêcheurs du barrage ont payé|, et nous les remercions », a dit Ida Roan.", ""),
    ("es", "«Al parecer |la presa aguantará diez años|», dijo Ida Roan.", CUT),
    ("es", "«Va a parecer poco, y |la presa aguantará diez años|», dijo Ida Roan.", ""),
    ("es", "«Es posible que |la presa aguante diez años|», dijo Ida Roan.", CUT),
    ("es", "«|Todos los vecinos de la presa pagaron|, menos dos», dijo Ida Roan.", CUT),
    ("ru", "«Говорят, |плотина простоит ещё десять лет|», — сказала Ида Роан.", CUT),
    ("ru", "«Похоже, |плотина простоит ещё десять лет|», — сказала Ида Роан.", CUT),
    ("ru", "«Люди говорят о плотине, и |плотина простоит десять лет|», — сказала Ида Роан.", ""),
    ("ru", "«Никто не утверждает, будто |плотина течёт по всей длине|», — сказала Ида Роан.", NEGATED),
    ("uk", "«Подейкують, що |гребля простоїть ще десять років|», — сказала Іда Роан.", CUT),
    ("uk", "«Схоже, |гребля простоїть ще десять років|», — сказала Іда Роан.", CUT),
    ("uk", "«Ніхто не каже, ніби |гребля тече по всій довжині|», — сказала Іда Роан.", NEGATED),
    ("nl", "‘Naar verluidt |houdt de dam het nog tien jaar|’, zei Ida Roan.", CUT),
    ("tr", "“Devlet para vermedikçe |biz bu barajı mayısta yapmayacağız|” dedi Ida Roan.", CUT),
    ("tr", "“|Barajın on yıl dayanacağına| inanmıyorum” dedi Ida Roan.", NEGATED),
    ("ko", "“돈이 오지 않는 한 |우리는 오월에 댐을 지을 것입니다|”라고 이다 로안은 말했다.", CUT),
    ("it", "«|Il molo è sicuro|, a meno che non venga il gelo», ha detto Ida Roan.", CUT),
    ("it", "«|Firmeremo il patto|, purché i salari crescano», ha detto Ida Roan.", CUT),
    ("it", "«|Firmeremo il patto|, però non in questo mese», ha detto Ida Roan.", CUT),
    ("it", "«Se il molo tiene, |apriremo il mercato in giugno|», ha detto Ida Roan.", CUT),
    ("it", "«|Il molo è sicuro e nuovo|, come dice la legge», ha detto Ida Roan.", ""),
    ("it", "«Il sindaco |se ne andrà a giugno con la famiglia|», ha detto Ida Roan.", ""),
    ("it", "«Nessuno dice che |il molo sia sicuro|», ha detto Ida Roan.", NEGATED),
    ("pt", "“|O cais é seguro|, a menos que venha o gelo”, disse Ida Roan.", CUT),
    ("pt", "“Se o cais resistir, |abriremos o mercado em junho|”, disse Ida Roan.", CUT),
    ("pt", "“O prefeito se recusou e |o mercado ficou fechado em junho|”, disse Ida Roan.", ""),
    ("pt", "“Não é verdade que |o mercado ficou fechado|”, disse Ida Roan.", NEGATED),
    ("nl", "‘|De steiger is veilig|, tenzij het hard vriest’, zei Ida Roan.", CUT),
    ("nl", "‘Als de steiger houdt, |openen wij de markt in juni|’, zei Ida Roan.", CUT),
    ("nl", "‘Ik werkte als kok en |wij openden de markt in juni|’, zei Ida Roan.", ""),
    ("nl", "‘|Wij werkten in juni aan de steiger| van de markt’, zei Ida Roan.", ""),
    ("pl", "„|Molo jest bezpieczne|, chyba że przyjdzie mróz”, powiedziała Ida Roan.", CUT),
    ("pl", "„|Podpiszemy umowę|, o ile płace wzrosną”, powiedziała Ida Roan.", CUT),
    ("pl", "„Jeśli molo wytrzyma, |otworzymy targ w czerwcu|”, powiedziała Ida Roan.", CUT),
    ("pl", "„Nikt nie mówi, że |molo jest bezpieczne|”, powiedziała Ida Roan.", NEGATED),
    ("pl", "„To nieprawda, że |zamkniemy targ w czerwcu|”, powiedziała Ida Roan.", NEGATED),
    ("pl", "„Nie wierzę, że |zamkną targ w czerwcu|”, powiedziała Ida Roan.", f"{NEGATED} {CUT}"),
    ("pl", "„Nie ma mrozu, więc |otworzymy targ w czerwcu|”, powiedziała Ida Roan.", ""),
    ("sv", "”|Vi skriver under avtalet| om lönerna höjs”, sade Ida Roan.", CUT),
    ("sv", "”Om bryggan håller |öppnar vi torget i juni|”, sade Ida Roan.", CUT),
    ("sv", "”Vi talade länge om bryggan och |öppnade torget i juni|”, sade Ida Roan.", ""),
    ("sv", "”Ingen säger att |bryggan är säker|”, sade Ida Roan.", NEGATED),
    ("tr", "“Köprü sağlam kalırsa |haziranda pazarı açacağız|” dedi Ida Roan.", CUT),
    ("tr", "“Vali izin verirse |haziranda pazarı açacağız|” dedi Ida Roan.", CUT),
    ("tr", "“Yeterli para varsa |haziranda pazarı açacağız|” dedi Ida Roan.", CUT),
    ("tr", "“Köprü güvenli değilse |haziranda pazarı açmayacağız|” dedi Ida Roan.", CUT),
    ("tr", "“Herkese göre |haziranda pazarı açacağız|” dedi Ida Roan.", ""),
    ("tr", "“|Köprüyü satacağımız| doğru değil” dedi Ida Roan.", NEGATED),
    ("tr", "“|Köprüyü satacağız| ve pazar değil” dedi Ida Roan.", ""),
    ("tr", "“Bursa güzel ve |haziranda pazarı açacağız|” dedi Ida Roan.", ""),
    ("el", "«|Η γέφυρα είναι ασφαλής|, εκτός αν έρθει ο παγετός», είπε η Ίντα Ρόαν.", CUT),
    ("el", "«Αν αντέξει η γέφυρα, |θα ανοίξουμε την αγορά|», είπε η Ίντα Ρόαν.", CUT),
    ("el", "«Κανείς δεν λέει ότι |η γέφυρα είναι ασφαλής|», είπε η Ίντα Ρόαν.", NEGATED),
    ("ar", "«لم تدفع الشركة الرواتب، |ولن يعود العمال إلى المصنع غدا|»، قالت ندى.", ""),
    ("ar", "«لا أعتقد أن |العمال سيعودون إلى المصنع غدا|»، قالت ندى.", f"{NEGATED} {CUT}"),
    ("ar", "«|سنوقع العقد غدا| إذا ارتفعت الأجور»، قالت ندى.", CUT),
    ("he", '"|נחתום על ההסכם| אם השכר יעלה", אמרה עדה.', CUT),
    ("he", '"אי |אפשר לחתום לבד על ההסכם|", אמרה עדה.', NEGATED),
    ("fa", "ندا گفت: «درست نیست که |ما پل شهر را می‌بندیم|».", NEGATED),
    ("fa", "ندا گفت: «هیچ‌کس نمی‌گوید |پل شهر امن است|».", NEGATED),
    ("fa", "ندا گفت: «پل کهنه نیست، اما |ما آن را می‌بندیم|».", ""),
    ("ko", '"임금이 오르면 |계약에 서명하겠다|"라고 고명주는 말했다.', CUT),
    ("ko", '"|시장을 매각하는| 것은 아니다"라고 고명주는 말했다.', NEGATED),
    ("ja", "「橋が持てば、|六月に市場を開く|」と古室は述べた。", CUT),
    ("ja", "「賃金が上がるなら|契約に署名する|」と古室は述べた。", CUT),
    ("zh", "顾明珠说：“如果桥还在，|我们六月就开市场|。”", CUT),
    ("fr", "« Ce n’est pas parce que le quai gèle qu’|il faut fermer le marché| », a dit Ida Roan.", NEGATED),
    ("fr", "« Nous partons parce qu’|il faut fermer le marché| », a dit Ida Roan.", ""),
    ("de", "„Nicht weil das Moor friert, schließen wir, sondern weil |der Steg alt ist|“, sagte Ida Roan.", ""),
    ("de", "„Kein Mensch behauptet, |der Steg sei unsicher|“, sagte Ida Roan.", NEGATED),
    ("es", "«No es cierto que |cerremos el muelle en junio|», dijo Ida Roan.", NEGATED),
    ("es", "«Nadie dice que |el muelle sea seguro|», dijo Ida Roan.", NEGATED),
    ("uk", "«Ледь чи |ринок відкриють у червні|», — сказала Іда Роан.", NEGATED),
    ("de", "„Nur |die Ruderer stimmten zu|“, sagte Ida Roan.", CUT),
    ("de", "„Nicht nur |die Ruderer stimmten zu|, auch die Wirte“, sagte Ida Roan.", ""),
    ("de", "„Rund |zwei Drittel der Ruderer stimmten zu|“, sagte Ida Roan.", CUT),
    ("de", "„Fast |alle Ruderer stimmten dem Plan zu|“, sagte Ida Roan.", CUT),
    ("de", "„Am Montag |stimmten alle Ruderer dem Plan zu|“, sagte Ida Roan.", ""),
    ("de", "„Der Rat gab |zwei Drittel der Stege auf|“, sagte Ida Roan.", ""),
    ("de", "„Hätte der Rat gezahlt, |wäre der Steg noch heil|“, sagte Ida Roan.", CUT),
    ("de", "„Der Rat hätte gezahlt, |der Steg wäre nie zerfallen|“, sagte Ida Roan.", ""),
    ("fr", "« Presque |tous les rameurs ont signé le pacte| », a dit Ida Roan.", CUT),
    ("fr", "« Près de |deux cents rameurs ont signé le pacte| », a dit Ida Roan.", CUT),
    ("fr", "« Le seul |rameur du village a signé le pacte| », a dit Ida Roan.", ""),
    ("es", "«Casi |todos los remeros firmaron el pacto|», dijo Ida Roan.", CUT),
    ("es", "«Solo |los remeros firmaron el pacto|», dijo Ida Roan.", CUT),
    ("es", "«Al menos |doce remeros firmaron el pacto|», dijo Ida Roan.", CUT),
    ("es", "«Ayer |doce remeros firmaron el pacto|», dijo Ida Roan.", ""),
    ("it", "«Quasi |tutti i rematori hanno firmato|», ha detto Ida Roan.", CUT),
    ("it", "«Poco più di |dodici rematori hanno firmato|», ha detto Ida Roan.", CUT),
    ("it", "«Ieri |dodici rematori hanno firmato il patto|», ha detto Ida Roan.", ""),
    ("pt", "“Somente |os remadores assinaram o pacto|”, disse Ida Roan.", CUT),
    ("nl", "‘Bijna |alle roeiers hebben het pact getekend|’, zei Ida Roan.", CUT),
    ("nl", "‘Slechts |twee roeiers hebben het pact getekend|’, zei Ida Roan.", CUT),
    ("nl", "‘Gisteren |hebben twee roeiers het pact getekend|’, zei Ida Roan.", ""),
    ("nl", "‘Hadden ze gebeld, |dan was de steiger nog heel|’, zei Ida Roan.", CUT),
    ("pl", "„Tylko |wioślarze podpisali umowę w czerwcu|”, powiedziała Ida Roan.", CUT),
    ("pl", "„Co najmniej |dwunastu wioślarzy podpisało umowę|”, powiedziała Ida Roan.", CUT),
    ("sv", "”Nästan |alla roddare skrev under avtalet|”, sade Ida Roan.", CUT),
    ("sv", "”Hade de ringt i tid |hade bryggan räddats|”, sade Ida Roan.", CUT),
    ("ru", "«Почти |все гребцы подписали договор|», — сказала Ида Роан.", CUT),
    ("ru", "«Не менее |двенадцати гребцов подписали договор|», — сказала Ида Роан.", f"{CUT} {NEGATED}"),
    ("ru", "«Вчера |все гребцы подписали договор|», — сказала Ида Роан.", ""),
    ("uk", "«Лише |веслярі підписали договір у червні|», — сказала Іда Роан.", CUT),
    ("uk", "«|Ми б урятували старий міст|, якби нас попередили», — сказала Іда Роан.", CUT),
    ("tr", "“Neredeyse |bütün kürekçiler sözleşmeyi imzaladı|” dedi Ida Roan.", CUT),
    ("ko", '"거의 |모든 뱃사공이 계약에 서명했다|"라고 고명주는 말했다.', CUT),
    ("zh", "顾明珠说：“|我们不会关闭市场|，也不会裁员。”", ""),
    ("zh", "顾明珠说：“|我们六月关闭市场|，但不会裁员。”", ""),
    ("zh", "顾明珠说：“|我们六月关闭市场|不是真的。”", NEGATED),
    ("zh", "顾明珠说：“|我们六月关闭市场|，这不是真的。”", NEGATED),
    ("zh", "顾明珠说：“没有人说|我们六月关闭市场|。”", NEGATED),
    ("ja", "「|六月に市場を閉める|とは言っていない」と古室は述べた。", NEGATED),
    ("ja", "「|六月に市場を閉める|と、市長は言っていません」と古室は述べた。", NEGATED),
    ("ja", "「|六月に市場を閉める|、ただし人手は不足だ」と古室は述べた。", ""),
    ("zh", "顾明珠说：“几乎|所有船工都在合同上签了字|。”", CUT),
    ("zh", "顾明珠说：“昨天|所有船工都在合同上签了字|。”", ""),
    ("ja", "「ほとんどの|漁師が契約に署名しました|」と古室は述べた。", CUT),
    ("hi", "सुलेखा ने कहा, “अगर बारिश हुई तो बाज़ार बंद नहीं होगा। |हम कल नया पुल खोलेंगे|।”", ""),
    ("hi", "सुलेखा ने कहा, “अगर बारिश हुई तो |हम कल नया पुल खोलेंगे|।”", CUT),
    ("ru", "«Некому |было предупредить рыбаков о шторме|», — сказала Ида Роан.", NEGATED),
    ("ko", '"비가 오면 |공사를 멈춘다|."라고 고명주는 말했다.', CUT),
    ("ko", '"비가 오면 공사를 멈춘다. |다리는 안전하다|."라고 고명주는 말했다.', ""),
    ("fr", "« On n’a jamais dit que le quai gèlerait, |on a dit que le vent tournerait| », a dit Ida Roan.", ""),
    ("fr", "« On n’a jamais dit, et |on le dira demain|, que le quai gèle », a dit Ida Roan.", ""),
    ("es", "«Nadie pidió que se fuera, |y si se fue en junio fue porque quiso|», dijo Ida Roan.", ""),
    ("es", "«|Todos pidieron que se fuera|, y si se fue en junio fue porque quiso», dijo Ida Roan.", ""),
    ("es", "«El guardia tiene que hablar, y si no habla, |cerramos el muelle|», dijo Ida Roan.", CUT),
    ("de", "„|Alle baten ihn zu gehen|, und wenn er ging, dann gern“, sagte Ida Roan.", ""),
    ("de", "„|Alle baten ihn zu gehen|, wenn er betrunken war“, sagte Ida Roan.", CUT),
    ("fr", "« |Tous le priaient de partir|, et si on le voyait, c’était loin », a dit Ida Roan.", ""),
    ("ru", "«|Все просили его уйти|, и если он ушёл, то с радостью», — сказала Ида Роан.", ""),
    ("nl", "‘|Allen vroegen hem te gaan|, en als hij ging was het graag’, zei Ida Roan.", ""),
    ("it", "«Il sindaco deve parlare, e se tace |chiuderemo il mercato|», ha detto Ida Roan.", CUT),
    ("it", "«Il sindaco parla, e se ne va |con la famiglia in giugno|», ha detto Ida Roan.", ""),
    ("ja", "「費用が五億円を超えれば|見直す可能性がある|」と古室は述べた。", CUT),
    ("ja", "「早ければ|六月に市場を開く|」と古室は述べた。", CUT),
    ("ja", "「例えば|六月に市場を開く|」と古室は述べた。", ""),
]  # fmt: skip


def flags_of(said: str, language: str | None) -> set[str]:
    """Return the flags of the quote between bars."""
    before, quote, after = said.split("|")
    index = Index.open(None)
    index.put(Document("d", "Piers", before + quote + after, language=language), sequence=1)
    answer = Engine(index).verify(Query(quote))
    assert answer.verdict == "verbatim"
    return set(answer.matches[0].flags) - {"common_phrase"}


@pytest.mark.parametrize(("language", "said", "flags"), CASES, ids=[case[1] for case in CASES])
def test_flags_of_a_named_language(language: str, said: str, flags: str) -> None:
    assert flags_of(said, language) == set(flags.split())


@pytest.mark.parametrize(("said", "flags"), [case[1:] for case in CASES], ids=[case[1] for case in CASES])
def test_flags_of_a_guessed_language(said: str, flags: str) -> None:
    assert flags_of(said, None) == set(flags.split())


@pytest.mark.parametrize("language", [*LANGUAGES, *PARTIAL_LANGUAGES])
def test_a_condition_of_several_words_is_looked_for_by_one_of_them(language: str) -> None:
    for word, listed in provisos(language).items():
        assert all(word in phrase for phrase in listed), f"{word} = {listed}"
