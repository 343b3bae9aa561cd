"""The commonest words of languages, and the letters that each is written in: what `newslint.language` compares with.

Under each script stand languages, and under each language the letters it has beyond those that the script is headed
with, and a few words that hardly any sentence goes without. Languages that no rule asks for are here because they are
taken for their neighbours otherwise.
"""

from __future__ import annotations

from typing import NamedTuple


class Habits(NamedTuple):
    """Letters of a language beyond those common to its script; its commonest words, and endings that tell as much."""

    letters: str
    words: str
    endings: str = ""


COMMON_LETTERS = {
    "Latin": "abcdefghijklmnopqrstuvwxyz",
    "Cyrillic": "абвгдежзиклмнопрстуфхцчш",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقلمنوهءآأإؤئیکپچگژةى",
    "Devanagari": "",
    "Hebrew": "",
}
"""Letters that all languages of a script have; empty where letters do not tell its languages apart."""

HABITS: dict[str, dict[str, Habits]] = {
    "Latin": {
        "en": Habits(
            "", "the of and to in is that for on with as was it by at from are be this have his has not an which"
        ),
        "sco": Habits(
            "", "the o an tae in is that for wi as wis it bi fae be this hae his haes nae aw til thair ilka shall"
        ),
        "de": Habits(
            "äöüß", "der die das und in den von zu mit ist auf des im für nicht ein eine dem sich als auch es er an"
        ),
        "nds": Habits("äöü", "de un dat in to is von en för mit nich dor op ok as wat sik hett den he"),
        "gsw": Habits("äöüè", "d un de isch uf vo mit i im das en e het sich dr si fer oder uff jede recht"),
        "lb": Habits("äëéöü", "de an d vun der ass den op fir déi en mat zu dat net eng och hunn et am datt vum"),
        "nl": Habits(
            "éëïöü", "de van het een en in is dat op te voor met zijn die niet aan er om ook als door naar bij"
        ),
        "af": Habits("êëôûéî", "die van en in is het dat te vir met op nie om wat sy aan hy was as ook deur word een"),
        "fy": Habits("âêôûúé", "de fan it in en is dat op te foar mei syn net oan om ek hat wurde as yn nei"),
        "sv": Habits(
            "åäöé", "och i att det som en på är av för med till den har de inte om ett han var men sig från så"
        ),
        "da": Habits(
            "åæøé", "og i at det er en til af på for med de den som har et der ikke var fra af han om blev ud"
        ),
        "no": Habits(
            "åæøé", "og i det er på en av til for at med som de den har et ikke var fra han om ble seg ut etter"
        ),
        "is": Habits("áðéíóúýþæö", "og í að á sem er til um við var en með af því ekki fyrir hann það frá hafa segir"),
        "fo": Habits("áðíóúýæø", "og í at á sum er til um við var ikki fyri hann tað frá hava av eru hevur ella"),
        "fr": Habits(
            "àâæçéèêëîïôœùûüÿ", "de la le les et des en un une du que est pour dans qui par sur au pas plus avec ce il"
        ),
        "oc": Habits("àáçèéíïòóúü", "de la lo los e las un una del que es per dins amb al dels en o se sus aquel als"),
        "ca": Habits("àçèéíïòóúü·", "de la el i a que en els les un una per del amb és no al va dels es ha com ser"),
        "es": Habits(
            "áéíóúüñ", "de la que el en y los del se las por un una con no para es al lo su como más sus ha fue"
        ),
        "ast": Habits(
            "áéíóúüñḥ", "de la que el en y los del les por un una con nun pa ye al lo so como los ha toa cualquier"
        ),
        "gl": Habits(
            "áéíóúüñ", "de a que o e do da en os das dos por un unha con non para se no na ao as foi máis súa"
        ),
        "pt": Habits(
            "áâãàçéêíóôõúü", "de a que o e do da em os das dos por um uma com não para se no na ao as foi mais sua"
        ),
        "mwl": Habits(
            "áâãàçéêíóôõúüñ", "de la que l i an ls las dun ua cun nun para se ne al cumo sou tener dreito pessona"
        ),
        "it": Habits(
            "àèéìíòóùú", "di che e il la in un per è non una del i le con si da della ha al sono dei come nel anche"
        ),
        "vec": Habits("àèéìíòóùúł", "de che e el ła in un par a no na del i łe co se da ga el so ogni ch xe"),
        "fur": Habits("àâèêéìîòôùûç", "di che e il la in un par al no une dal i lis cun si de à el sô ogni dirit o"),
        "rm": Habits("àèéìòù", "da che e il la en in per è betg ina dal ils las cun sa ha al sun ed ni dretg mintga"),
        "ro": Habits(
            "ăâîșțşţ", "de și în la a cu pe din care nu că o un pentru este mai sunt au să fost al prin după ale"
        ),
        "la": Habits("āēīōū", "et in est ad non ut cum ex quod qui de per sed ab ac aut omnes sunt vel suam eius quae"),
        "pl": Habits(
            "ąćęłńóśźż", "w i na z się nie do że to jest o po od za jak przez dla oraz są był ma został jego tym"
        ),
        "cs": Habits(
            "áčďéěíňóřšťúůýž", "a v na se je že s o z do to si i k za pro by po jsou od jako ale které nebo byl už"
        ),
        "sk": Habits(
            "áäčďéíĺľňóôŕšťúýž", "a v na sa je že s o z do to si aj k za pre by po sú od ako ale ktoré alebo bol už"
        ),
        "sl": Habits("čšž", "in je v na se da za so z pa ki ne po o s tudi bi pri kot bil iz še do od ali ima bodo"),
        "hr": Habits("čćđšž", "i u je na da se za su s od o ne koji a to iz će kao što bi ili nije po bio koja rekao"),
        "hu": Habits(
            "áéíóöőúüű", "a az és hogy nem is egy volt ez meg csak mint de azt már ki el még szerint lesz minden"
        ),
        "fi": Habits(
            "åäö",
            "ja on ei että se oli myös kun ovat hän mutta joka tai mukaan sen ole jo kuin niin mitä oikeus sekä",
            "ssa ssä sta stä lla llä",
        ),
        "et": Habits(
            "äöõüšž", "ja on ei et see oli ka kui mis ning ta aga või oma kes selle ole eesti pärast siis tema kuid"
        ),
        "lv": Habits(
            "āčēģīķļņšūž", "un ir ka no uz ar par arī bija pēc kas vai nav tika tā šī līdz viņš to gada savu pie"
        ),
        "lt": Habits(
            "ąčęėįšųūž", "ir kad yra į su iš tai buvo per bei už nuo kaip po tik ne jo apie dėl arba bus savo"
        ),
        "sq": Habits("çë", "të e në dhe për i me një që nga se është më ka nuk u do kjo si por ky janë së ai pas"),
        "tr": Habits(
            "çğıöşüâî",
            "ve bir bu da de için ile olarak çok daha olan gibi en ise kadar sonra olduğu her dedi ancak",
            "ları leri ların lerin ında inde ının inin ndan nden dığı diği",
        ),
        "az": Habits("çəğıöşü", "və bir bu da də üçün ilə olan edilib olub ki hər isə sonra daha edib bildirib hüquq"),
        "uz": Habits("ʻʼ", "va bu bilan uchun bir ham boʻyicha oʻz edi qilish kerak har ega emas yoki"),
        "eu": Habits("ñ", "eta da ez du bat dira ere izan dute zuen baina den egin dituzte hau duen beste beharko"),
        "ga": Habits("áéíóú", "an a na ar agus i ag go le is do de ní tá sé bhí leis atá chun gach duine nó"),
        "gd": Habits("àèìòù", "an a na agus air ann aig gu le is do de chan tha e bha leis gach neach no anns"),
        "cy": Habits("âêîôûŵŷ", "y yn a i o ar yr mae ei am wedi gan ac eu bod fod hyn oedd er un gyda"),
        "mt": Habits("ċġħżàèìòù", "li ta u il l ma fil biex minn dan kien dwar hu b bħala jew wara din għal"),
        "id": Habits(
            "", "yang dan di dengan untuk ini dari dalam pada tidak akan itu juga oleh ke karena bahwa telah bisa kata"
        ),
        "ms": Habits(
            "",
            "yang dan di dengan untuk ini dari dalam pada tidak akan itu juga oleh ke kerana bahawa telah boleh kata",
        ),
        "tl": Habits("ñ", "ang ng sa na mga at ay ni si para kay nang mula ito may hindi siya ito kanyang isang"),
        "ceb": Habits("ñ", "ang sa nga ug mga og ni si alang kay nga gikan usa kini may dili siya iyang tanan"),
        "ku": Habits("çêîşû", "û di de ku li ji bi ya yê ew bo jî wî hat dike bû xwe kir her divê"),
        "ilo": Habits("", "ti iti a dagiti nga ken ket iti kadagiti maysa para saan isu daytoy idiay"),
        "war": Habits("", "an ha han hin nga ngan kon para diri mga iya ini tanan usa may ada"),
        "hil": Habits("", "ang sang sa nga kag mga ukon sing para indi iya ini tanan isa may tubtub"),
        "vi": Habits(
            "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
            "của và là các có được trong cho với không những một người đã này để từ tại khi về ra ông vào",
        ),
        "sw": Habits(
            "", "ya na wa kwa ni katika za la kuwa hiyo huo wake yake cha lakini baada hilo watu pia kama kila"
        ),
        "so": Habits("", "oo ka ku in iyo uu la waa ay kale ah lagu ayaa soo si kasta waxaa leh loo inuu"),
        "ha": Habits("ɓɗƙƴ", "da na a ya ta cikin wannan ba ne ce ga kuma su shi wata wani don zai mai sun"),
        "yo": Habits("àáèéẹìíòóọṣùúńǹḿ", "ní tí láti àti fún ó kò wọn pé sí ẹni bí ìgbà gbogbo rẹ̀ jẹ́ nínú tàbí"),
        "zu": Habits("", "ukuthi kanye futhi noma uma ukuze kodwa lo le kwi nge yi ngoba umuntu wonke ngokuthi"),
        "ht": Habits("èòà", "nan ak pou yo yon li ki se pa sou la moun te fè gen avèk tout tankou dwa"),
        "ia": Habits("", "de le e in que un a per es con pro del al sia non o ha omne persona derecto"),
    },
    "Cyrillic": {
        "ru": Habits(
            "йъыьэюящё", "и в на что с не по для из к от о за его как это он был при также до или но будет они а"
        ),
        "uk": Habits(
            "йьюящіїєґ", "і в на що з не у для та до за від про його як це він був при також або але буде вони"
        ),
        "be": Habits(
            "йыьэюяёіў", "і ў на што з не для у да ад за пра яго як гэта ён быў пры таксама або але будзе яны"
        ),
        "bg": Habits("йъьюящ", "и в на че с не за от да се е по из до са като това той беше при или но ще които след"),
        "sr": Habits("јљњђћџ", "и у је на да се за су с од о не који а то из ће као што би или није по био која"),
        "mk": Habits("јљњѓќѕџ", "и во на дека со не за од да се е по до како тоа тој беше при или но ќе кои што ги"),
        "mn": Habits("йъыьэюящёөү", "нь байна нэг энэ болон гэж юм бол хүн байгаа эрх энэхүү дээр ба тус бөгөөд"),
        "kk": Habits("йъыьэюящёәғқңөұүһі", "және мен бұл үшін деп бір бойынша туралы болып да де осы адам болды өз"),
        "ky": Habits("йъыьэюящёңөү", "жана менен бул үчүн деп бир боюнча тууралуу болуп да эле ар адам болгон өз"),
        "tt": Habits("йъыьэюящёәҗңөүһ", "һәм белән бу өчен дип бер буенча турында да дә шул кеше булган үз"),
        "ba": Habits("йъыьэюящёәғҙҡңөҫүһ", "һәм менән был өсөн тип бер буйынса тураһында да ла шул кеше булған үҙ"),
        "tg": Habits("йъьэюяёғӣқӯҳҷ", "ва дар ба аз ки ин барои бо аст он ҳар ё бояд шудааст мекунад"),
        "uz": Habits("йъьэюяёўқғҳ", "ва бу билан учун бир ҳам бўйича ўз эди қилиш керак ҳар эга эмас ёки"),
        "os": Habits("йъыьэюящёӕ", "ӕмӕ у кӕй йӕ куы фӕлӕ дзы ис уый"),
        "cv": Habits("йъыьэюящёӑӗҫӳ", "та тата пур ҫын тесе мар пулнӑ вӑл"),
        "az": Habits("йыәғҹҝҝөүһј", "вә бир бу да дә үчүн илә олан ки һәр"),
    },
    "Arabic": {
        "ar": Habits("", "من في على إلى أن التي الذي هذا هذه عن مع ما لا كان بعد ولا أو قال كل ذلك الى بين"),
        "fa": Habits("", "و در به از که این را با است برای آن یک خود هر تا شده بر کرد های نیز می شود"),
        "ur": Habits(
            "ٹڈڑںہےھۓ", "کے میں کی ہے اور سے کا کو نے پر کہ ہیں اس یہ بھی کیا نہیں ایک تھا گیا جو وہ ان لیے گئی رہا سی"
        ),
        "pnb": Habits("ٹڈڑںہےھۓݨ", "دے وچ دی اے تے توں دا نوں نے اوہ ایہ وی نیں اک سی اس کہ نال"),
        "skr": Habits("ٹڈڑںہےھۓݨڄݙڳٻ", "دے وچ دی ہے تے کوں دا کیتے کنیں ہر ایں اتے نال"),
        "ps": Habits("ټډړښږځڅڼېۍں", "د په چې او له کې دی سره ته یې پر هغه دا لپاره شوی شي"),
        "sd": Habits("ٻڀٺٽٿڄڃڇڌڏڊڍڙڦڪڳڱڻھ", "جي جو کي آهي جا تي سان کان هن اهو ته هر"),
        "ckb": Habits("ەێۆڕڵڤھ", "لە و بە کە بۆ ئەو ئەم لەگەڵ کرد هەر دەکات سەر نەوە"),
        "ug": Habits("ەۇۆۈۋېڭھ", "ۋە بىلەن بۇ ئۈچۈن بىر ھەر ئۆز دەپ بولغان"),
        "azb": Habits("ەۇۆ", "و بیر بو ده دا اوچون ایله اولان هر"),
    },
    "Devanagari": {
        "hi": Habits("", "के में की है और से का को ने पर कि हैं यह इस भी नहीं एक था हो कर लिए गया रहा वह तो"),
        "mr": Habits(
            "",
            "आणि आहे या व हे की तर होते असे नाही ही आहेत होता तसेच त्या मात्र एक झाली केली येत हा ते म्हणाले त्यांनी यांनी असून पण मी",
            "च्या ांनी ातील साठी मध्ये ण्यात ण्याची",
        ),
        "ne": Habits(
            "", "र छ पनि छन् हो यो गरेको भने लागि भएको गर्ने गरी तथा एक त्यो थियो गर्न बताए उनले हुने", "लाई हरू हरूको हरुको एको"
        ),
        "bho": Habits("", "के में बा से आ कि बाटे भी एह ओह होखे सभ के खातिर आपन जे ना ऊ चाहे"),
        "mai": Habits("", "अछि आ केँ सँ जे एहि ओ छल नहि लेल अपन सभ वा प्रत्येक में पर"),
        "sa": Habits("", "च न वा सर्वे तथा अस्ति एव इति यत् तस्य भवति अपि सः प्रत्येकं तु"),
        "kok": Habits("", "आनी आसा तें ते हो ही ना जाल्या तांणी सांगलें वा म्हूण"),
    },
    "Hebrew": {
        "he": Habits("", "של את על לא הוא כי עם זה גם או היא אל כל יש היה אך אני בין אמר לאחר"),
        "yi": Habits("", "און די צו אין איז דער פון פֿון מיט אַ דאָס נישט אויף האָבן האָט יעדער פֿאַר זיך"),
    },
}
