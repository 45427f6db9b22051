# Кансоль арганізатараў: рамка, уваход, арганізатары.

console-skip = Перайсці да зместу
console-nav = Меню
console-nav-overview = Агляд
console-nav-surveys = Апытанні
console-nav-broadcasts = Рассылкі
console-nav-proposals = На рашэнне
console-nav-audit = Журнал
console-nav-organizers = Арганізатары
console-nav-waiting = чакаюць рашэння
console-language = Мова
console-role-administrator = Адміністратар
console-role-organizer = Арганізатар
console-role-reviewer = Правяральнік
console-role-reader = Чытач
console-sign-in = Увайсці
console-sign-out = Выйсці
console-go-on = Працягнуць
console-pager = Старонкі
console-pager-previous = Назад
console-pager-next = Далей
console-live-lost = Сувязь перарвана, лічбы маглі састарэць.

console-problem = Не атрымалася
console-problem-403 = Не для вашай ролі
console-problem-404 = Не знойдзена
console-problem-start = На пачатковую старонку
console-problem-not-yours = Ваша роля гэтага не дазваляе. Змяніць яе можа адміністратар.
console-problem-not-here = Такой старонкі няма або больш няма.
console-problem-signed-out = Вы выйшлі, таму нічога не захавана. Увайдзіце ў іншай укладцы і вярніцеся ў гэтай назад: уведзенае яшчэ на месцы.
console-problem-old-page = Гэта старонка была адкрыта да апошняга ўваходу, таму нічога не захавана. Вярніцеся і загрузіце яе нанова.
console-problem-too-large = Гэта занадта вялікі аб’ём для адпраўкі.
console-problem-bad-request = Сервер не змог гэта прачытаць.
console-problem-ours = Тут нешта пайшло не так. Збой запісаны, паспрабуйце яшчэ раз.
console-problem-away = База даных зараз не адказвае. Нічога не страчана, паспрабуйце праз хвіліну.
