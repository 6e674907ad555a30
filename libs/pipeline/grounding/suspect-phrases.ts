/**
 * How people speak to a machine that will write about a recording, in the languages in which that is done most. Talk about
 * such machines ("we changed the system prompt") is not in here: each phrase is an order, an address, or a code.
 */
const notes =
  '(?:show ?notes|notes|summary|summaries|description|titles?|chapters?|chapter titles?|social posts?|posts?|tweets?|keywords?|links?|transcript|output|answer|response|reply)';
const orders =
  '(?:write|put|add|include|insert|say|state|mention|list|publish|post|replace|append|link|make|set|use|begin|start|end|output|print|return|respond|answer|reply|claim|call|title|name|summari[sz]e|describe)';
/** Before an order: the start of a clause, or words that make one. */
const order =
  '(?:^|[.!?:;,"“] *|\\b(?:and|then|now|please|must|should|just|simply|instead|you|want you to|you to|have to|need to) )';
const start = '(?:^|[.!?:;,] +|\\b(?:and|then|now|please|must|should|also|instead|just|simply|to) )';

export const suspectPhrases: readonly RegExp[] = [
  // English: setting instructions aside.
  new RegExp(
    `${order}(?:ignore|disregard|forget|override|bypass|overrule|cancel|discard|drop|skip|delete|do not follow|don't follow|stop following|scrap|abandon|void|erase|undo|set aside|throw away|leave out)\\b.{0,50}\\b(?:instructions?|prompts?|rules?|guidelines?|directions?|commands?|restrictions|guardrails|safety|system message|(?:everything|anything|all|what|that) you(?:'ve| have| were| had)?(?: been)? told|everything above|all of the above|transcript|everything (?:that )?(?:was|has been) said|everything the (?:guest|host|speakers?) said)\\b`,
    'iu',
  ),
  /\b(?:new|updated|real|actual|hidden|secret|following|further) (?:system )?(?:instructions?|prompt|task|rules)\b.{0,20}(?::|\bfor you\b|\bis to\b|\bare\b|\bfollow)/iu,
  /\b(?:you are now (?!listening|hearing|watching|tuned|in |at |on )|you write only|from now on,? you|act as (?:a|an|the|my|if)|pretend (?:to be|you|that you)|you must now|your (?:new |only |real |next )?(?:task|role|job|goal|instructions?|purpose|system prompt|output) (?:is|are|must|should)|you are (?:no longer|not bound|free from))\b/iu,
  // English: speaking to the machine.
  /\b(?:dear|hey|hello|attention|(?:note|message|instructions?|text|part|command)(?: is| are)?(?: meant)? (?:to|for)|listen(?: up)?,?|calling|to (?:the|any|all|whatever)|if you are|if you're|since you are|as) (?:the |an |any |all |you |every |our |this |whatever )*(?:a\.?i\.?|artificial intelligence|language models?|large language models?|l\.?l\.?m\.?s?|chat ?gpt|g\.?p\.?t|claude|gemini|llama model|assistants?|chat ?bots?|bots?|machines?|robots?|summari[sz]ers?|summari[sz]ing|transcribers?|transcription (?:software|model|system)|note ?takers?|software|algorithms?|agents?|models?)\b.{0,60}(?:,|:|\b(?:reading|listening|processing|summari[sz]ing|writing|transcribing|you|must|should|please|that (?:reads|writes|summari[sz]es))\b)/iu,
  /(?:^|[.!?,:] *)(?:attention|dear|hello|hey)\b.{0,12}\b(?:a\.?i\.?|language models?|l\.?l\.?m\.?s?|chat ?gpt|assistants?|chat ?bots?|machines?)\b/iu,
  /\b(?:assistant|chat ?gpt|claude|gemini|siri|computer|summari[sz]er|language model), (?:please|you|ignore|write|add|put|say|do|now|listen|forget|reveal|tell|print|call|use|include|stop|mark)\b/iu,
  // English: orders about what is to be written.
  new RegExp(
    `${start}${orders}\\b.{0,80}\\b(?:in|into|to|at the (?:top|end|start) of|as|for|on|with|from) (?:the |your |all |every |each |these |this )*(?:episode |final |long |short )?${notes}\\b`,
    'iu',
  ),
  new RegExp(
    `\\b(?:your|the|every|each|all) ${notes} (?:must|should|shall|has to|have to|needs? to|will now)\\b`,
    'iu',
  ),
  new RegExp(
    `\\bwhen (?:you )?(?:write|writing|summari[sz]e|summari[sz]ing|generate|generating|produce|create|creating|you are asked)\\b.{0,60}(?:,|\\b${notes}\\b)`,
    'iu',
  ),
  new RegExp(`\\bin (?:the |your |every |all )+${notes},? (?:please |just |now )?${orders}\\b`, 'iu'),
  new RegExp(
    `${order}(?:make|set|change|rename|replace|rewrite|fill) (?:the |your |every |each |all )+(?:episode |chapter )?${notes}\\b`,
    'iu',
  ),
  /(?:^|[.!?:,] +)(?:tell|inform|convince|advise|urge|direct|send) (?:all |the |every |your |our )?(?:listeners?|readers?|audience|everyone|users?|people|subscribers?) (?:to|that)\b/iu,
  // English: whoever writes, told what to write.
  /\b(?:robots?|computers?|machines?|software|bots?|a\.?i\.?|models?|programs?|algorithms?|scripts?|neural networks?)\b.{0,12}\b(?:is |are |that is |which is )?(?:writing|reading|listening|generating|summari[sz]ing|processing|transcribing|taking notes)\b.{0,60}(?:,|:|\b(?:should|must|please|this|these|notes)\b)/iu,
  /\b(?:whoever|whatever|whichever|anyone|anything)(?: (?:or|and) (?:whoever|whatever|whichever))?(?: \p{L}+)? (?:writes?|generates?|summari[sz]es?|reads?|process(?:es)?|produces?|makes?|creates?|is (?:writing|generating|summari[sz]ing))\b.{0,60}(?:,|:|\b(?:must|should|please|has to)\b)/iu,
  /\bas (?:a|an|the) (?:large )?(?:language model|a\.?i\.?|assistant|chat ?bot|summari[sz]er)\b,? you\b|\bbreak (?:your )?character\b|\b(?:your|the) (?:only|sole|single|final) (?:instructions?|task|job|command|order)\b|\b(?:let us|let's) play a game (?:where|in which) you\b|\bin every (?:sentence|chapter|line|paragraph|summary)\b.{0,20}\b(?:you|your)\b|\b(?:in|into|to) (?:every|each) (?:sentence|line|paragraph) (?:that )?you\b|\bi (?:authori[sz]e|permit|allow|command|order|instruct) you to\b/iu,
  new RegExp(
    `${order}(?:respond|answer|reply|output|summari[sz]e|translate|conclude)\\b.{0,20}\\b(?:only|just|solely|with|nothing|as|by|into|saying)\\b|${order}(?:do not|don't|never) (?:summari[sz]e|mention|write|describe)\\b|${order}output \\p{L}+[.!]?$`,
    'iu',
  ),
  new RegExp(
    `\\b(?:just|simply|only|instead) (?:write|say|print|output|report|put) (?:that |down |the )|${order}(?:make|create|add|start) (?:a|an|one|another|the) (?:new )?(?:chapter|title|headline|keyword|quote|key point|soundbite|social post)\\b`,
    'iu',
  ),
  /\b(?:transcript|recording|text|audio|input|episode|data)(?: above| before this| so far)? (?:is|was) (?:a )?(?:corrupted|test|fake|wrong|placeholder|dummy|invalid)\b|\bthe (?:text|words|part) (?:above|before this)\b/iu,
  // English: secrets, tools and authority.
  /(?:^|[.!?:;,] +|\b(?:and|then|now|please|must|to|you) )(?:reveal|print|repeat|show|output|leak|disclose|display|recite|expose|send|tell me|give me|dump|share|include|post|copy|read out|spell out)\b.{0,40}\b(?:system prompt|prompt|instructions|api keys?|secrets?|passwords?|environment|env|tokens?|credentials?|configuration|private key|access key|hidden|database|other shows?|other episodes?)\b/iu,
  /\b(?:tool|function|search|calculator|web ?search|api|database) (?:results?|output|responses?|returned|call)\b.{0,12}(?::|\b(?:is|says|confirms?|verified|shows? that)\b)|\b(?:the|our|your) (?:tool|calculator|web ?search) (?:says|said|confirms|confirmed|found|returned|shows)\b|\breturned ?:|\bverified (?:fact|by)\b.{0,15}\b(?:tool|system|calculator)|\bcall (?:the )?(?:tool|function|web ?search|publish|delete|send|search|fetch)\b|\b(?:publish|delete|withdraw|unpublish|post|send) (?:this|the|all|every) (?:episodes?|shows?|feeds?|notes|mails?|emails?|listeners?)\b.{0,20}\b(?:now|immediately|at once|right away)\b/iu,
  /\b(?:admin(?:istrator)?|developer|system|root|debug|maintenance|god|dan|jailbreak|override|sudo) (?:mode|override|access|command|message|notice|note|update|alert|instructions?)\b.{0,40}(?::|\b(?:enabled|activated|granted|on|engaged|is|you)\b)|\b(?:this is|i am|i'm|speaking as|message from|signed,?) (?:your |the )?(?:developers?|system|administrators?|admin|open ?ai|anthropic|google|creators?|operator|owner of this system|platform)\b/iu,
  /\b(?:end|start|begin|beginning) of (?:the )?(?:transcript|recording|data|input|episode data|user input|document|instructions?|system)\b|\b(?:system|developer|assistant|user|tool)\s*(?::|colon\b|>|prompt\s*:)|<\||<\/?[a-z_]+>|\{\s*"|\[(?:system|inst|tool)|#{3}|```|\bopen (?:angle )?bracket\b|\bcurly brace\b/iu,
  /\b(?:the correct|the real|the official|the true|the new) (?:title|summary|name|description|link|address|web ?site)\b.{0,30}\b(?:is|was|should be|must be)\b/iu,
  // Encoded, and talk of it.
  /\b(?:(?:decode|decipher|decrypt) (?:this|it|the|what|that|following|and)|base ?(?:64|sixty.four|32)|rot ?(?:13|thirteen)|caesar cipher|in morse|hexadecimal|in hex\b|read (?:this|it|that|the following)? ?backwards?|in reverse|reversed:|acrostic|first letters? of|pig latin|ascii codes?|unicode)\b/iu,
  /(?:\b\p{L}[\s.,-]+){5,}\p{L}\b|\b(?:[01]{6,8}\s*){2,}|(?:\b(?:[0-9a-f]{2}\s){5,})|(?:[.·•-]{1,5}[\s/]+){5,}|\b(?=\S*\d)(?=\S*\p{Ll})(?=\S*\p{Lu})[A-Za-z0-9+/]{16,}={0,2}|\b[A-Za-z0-9+/]{24,}={0,2}|%[0-9a-f]{2}%|\\[ux][0-9a-f]{2}/iu,
  /(?:\b(?:alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|x-?ray|yankee|zulu)[\s,.]+){4,}/iu,
  /\b(?:1gn[o0]r[e3]|ign0re|d1sregard|pr0mpt|1nstruct1ons|syst3m)\b|\b(?:erongi|snoitcurtsni|tpmorp)\b|\b(?:vtaber|vafgehpgvbaf|flfgrz)\b|\b(?:ignoreway|ignoreay|instructionsay)\b/iu,
];

/** The same in other languages: set aside, speak to the machine, order what is written, ask for secrets. */
export const suspectPhrasesElsewhere: readonly RegExp[] = [
  // German
  /\b(?:ignorier\p{L}*|vergiss|vergesst|missachte\p{L}*|überschreib\p{L}*|umgehe)\b.{0,60}(?:anweisung|instruktion|regel|vorgabe|befehl|prompt|alles|was (?:vorher|bisher|zuvor|oben))|\b(?:du bist (?:jetzt|nun|ab sofort)|ab jetzt bist du|deine neue aufgabe|liebe ki|an die ki|hallo ki|an das sprachmodell)\b|\b(?:schreib\p{L}*|füge?|setz\p{L}*|nimm|veröffentlich\p{L}*|erwähn\p{L}*)\b.{0,80}(?:shownotes|notizen|zusammenfassung|beschreibung|titel|kapitel)|\b(?:verrate|nenne|zeige|gib)\b.{0,40}(?:schlüssel|passwort|systemprompt|geheim)/iu,
  // French
  /\b(?:ignore[zr]?|oublie[zr]?|néglige[zr]?|contourne[zr]?)\b.{0,60}(?:instruction|consigne|règle|directive|précéden)|\b(?:tu es (?:maintenant|désormais)|vous êtes (?:maintenant|désormais)|chère ia|fais comme si tu|faites comme si vous|à l['’]ia|message pour l['’]ia|ta nouvelle (?:tâche|mission))\b|\b(?:écri[st]|écrivez|ajoute[zr]?|mets|mettez|insère[zr]?|publie[zr]?)\b.{0,80}(?:notes|résumé|description|titre|chapitre)|\b(?:révèle|donne|affiche|montre)[zr]?\b.{0,40}(?:clé|mot de passe|prompt|secret)/iu,
  // Spanish, Portuguese, Italian
  /\b(?:ignor[ae]d?|ignoren|ignore[ms]?|olvida|olvide|esquece|esqueça|desconsidere|dimentica\p{L}*|ignora\p{L}*|scorda)\b.{0,60}(?:instruccion|instruções|istruzioni|regla|regra|regol|anterior|precedent|indicacion|prompt)|\b(?:ahora eres|a partir de ahora|agora (?:você )?(?:é|és)|a partir de agora|adesso sei|ora sei|da ora in poi|querida ia|cara ia|atenção,? ia|atención,? ia|attenzione,? ia)\b|\b(?:escrib[ea]|escrev[ae]|scrivi|añad[ae]|agrega|adicion[ae]|acrescente|aggiungi|inserta|insira|inserisci|pon|coloque|metti|publica|publique|pubblica)\b.{0,80}(?:notas|note\b|resum|riassunto|descri|título|titolo|capítulo|capitolo)|\b(?:revela|revele|rivela|muestra|mostre|mostra|dime|dimmi)\b.{0,40}(?:clave|chave|chiave|contraseña|senha|password|prompt|secret|segret)/iu,
  // Dutch, Polish, Turkish, Swedish
  /\b(?:negeer|vergeet)\b.{0,60}(?:instructie|regel|opdracht|vorige)|\b(?:je bent nu|vanaf nu ben je)\b|\b(?:zignoruj|zapomnij|pomiń)\b.{0,60}(?:instrukcj|polece|zasad|poprzedni)|\bjesteś teraz\b|\b(?:yok say|unut|görmezden gel)\b|(?:talimatları|kuralları).{0,30}(?:yok say|unut|görmezden)|\b(?:ignorera|glöm)\b.{0,60}(?:instruktion|regler|tidigare)|\b(?:schrijf|zet|voeg|napisz|dodaj|umieść|skriv|lägg)\b.{0,80}(?:notities|samenvatting|notat|streszczeni|opis|anteckning|sammanfattning)/iu,
  // Russian, Ukrainian
  /(?:игнорируй|проигнорируй|забудь|забудьте|отмени|ігноруй)\p{L}*.{0,60}(?:инструкц|правил|указани|команд|інструкц|предыдущ|все|всё)|(?:ты теперь|теперь ты|с этого момента ты)|(?:напиши|добавь|вставь|опубликуй|укажи).{0,80}(?:заметк|описани|резюме|заголов|названи|выпуск)|(?:покажи|раскрой|назови).{0,40}(?:ключ|пароль|промпт)/iu,
  // Chinese, Japanese, Korean
  /(?:忽略|无视|無視|忘记|忘記|忘掉).{0,20}(?:指令|指示|说明|規則|规则|提示|内容|以上|之前)|(?:标题|摘要|简介).{0,8}(?:改成|改为|设为|写成)|你现在是|从现在(?:起|开始)你|(?:写|加|添加|放|写入|插入).{0,30}(?:节目说明|摘要|总结|标题|简介|笔记)|(?:指示|命令|ルール|プロンプト|これまで).{0,20}(?:無視|忘れ)|(?:あなたは今|今からあなたは)|(?:要約|概要|タイトル|ノート).{0,20}(?:書い|追加|入れ|載せ)|(?:지시|명령|규칙|프롬프트).{0,20}(?:무시|잊)|(?:당신은 이제|지금부터)|(?:요약|설명|제목|노트).{0,20}(?:추가|적어|써|넣)/iu,
  // Arabic, Persian, Hebrew, Hindi
  /(?:تجاهل|انس|انسَ|أهمل|نادیده بگیر|فراموش کن).{0,60}(?:تعليمات|التعليمات|الأوامر|القواعد|دستور|سابق|ما سبق)|(?:أنت الآن|من الآن فصاعدا)|(?:اكتب|أضف|ضع|انشر).{0,60}(?:ملخص|الملخص|ملاحظات|الملاحظات|العنوان|وصف|الوصف)|(?:התעלם|תתעלם|שכח|תשכח).{0,60}(?:הוראות|ההוראות|כללים|קודמ)|(?:निर्देश|नियम|आदेश)\p{M}*\p{L}*.{0,40}(?:अनदेखा|भूल|नज़रअंदाज|नजरअंदाज)|(?:सारांश|शीर्षक|नोट).{0,40}(?:लिख|जोड़|डाल)/iu,
];
