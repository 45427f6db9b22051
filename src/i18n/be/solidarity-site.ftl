# Фонды і зборы, для ўсіх.

solidarity-site-nav = Салідарнасць
solidarity-site-title = Салідарнасць: дапамога ў адным месцы
solidarity-site-lead = Фонды і арганізацыі, якія дапамагаюць пакараным людзям. Кожны адрас праверылі двое з нас. Самі мы нічога не збіраем.
solidarity-site-safe = За дапамогу некаторым з іх у Беларусі караюць. Калі вы там, спачатку падумайце; не адкрывайце гэтыя старонкі і не плаціце з прылады або рахунку, дзе ёсць ваша імя.
solidarity-site-as-of = Стан на { $day }
solidarity-site-data = Усё гэта як даныя (JSON)
solidarity-site-any = любая
solidarity-site-country = Краіна, дзе патрэбна дапамога
solidarity-site-language = Мова
solidarity-site-filter = Паказаць
solidarity-site-funds = { $count ->
    [one] { $count } фонд
    [few] { $count } фонды
   *[other] { $count } фондаў
  }
solidarity-site-none = Фондаў тут пакуль няма.
solidarity-site-none-fit = Ніводны фонд не падыходзіць. Пакіньце ў адным з палёў «любая».
solidarity-site-appeals = Кожны – для аднаго чалавека, з яго згоды.
solidarity-site-where = Дзе і на якіх мовах
solidarity-site-two = Праверылі двое з нас
solidarity-site-two-on = { $day }: { $how }
solidarity-site-compare = Перш чым плаціць, параўнайце першыя і апошнія літары з тым, што бачыце тут. Калі не супадае, спыніцеся: падменены адрас – класічны крадзеж.
solidarity-site-through = Грошы для гэтага збору ідуць праз фонд. Напішыце, на што яны.
solidarity-site-holder = Уладальнік: { $holder }
solidarity-site-checked = Праверана: { $how }
solidarity-site-qr = QR-код: { $name }
solidarity-site-dead = { $day } паведамілі, што не працуе. Не карыстайцеся, пакуль не праверым.
solidarity-site-reach = Калі дапамога патрэбна вам
solidarity-site-reach-text = Самы бяспечны спосаб – першы. Пішыце з прылады, якую больш ніхто не адкрые, не называйце нікога без патрэбы, а потым выдаліце перапіску.
solidarity-site-replaced = Зменена за апошнія сем дзён
solidarity-site-replaced-text = Гэтыя адрасы больш не іх або больш не дзейнічаюць. Мы паказваем іх, каб ніхто не мог незаўважна падмяніць адрас: калі вы ведаеце, што гэта не так, паведаміце фонду.
solidarity-site-replaced-on = зменена { $day }
solidarity-site-goal = мэта { $goal }
solidarity-site-progress = { $given } з { $goal }, паведамлена { $day }
solidarity-site-bar = Колькі сабрана
solidarity-site-reported = Колькі прыйшло, паведамляе фонд. Тут нічога не збіраюць.
solidarity-site-closed = Гэты збор закрыты. Дзякуй.
