## What a survey's question says in the chat besides its own text. The console's preview shows the same.

survey-prompt-position = Question { $number } of { $of }
survey-prompt-yes = Yes
survey-prompt-no = No
survey-prompt-done = Done ✓
survey-prompt-skip = Skip
survey-prompt-back = ← Back
survey-prompt-several = Choose as many as you like, then tap “Done”.
survey-prompt-several-exactly =
    { $count ->
        [one] Choose { $count }, then tap “Done”.
       *[other] Choose { $count }, then tap “Done”.
    }
survey-prompt-several-least =
    { $count ->
        [one] Choose at least { $count }, then tap “Done”.
       *[other] Choose at least { $count }, then tap “Done”.
    }
survey-prompt-several-most =
    { $count ->
        [one] Choose at most { $count }, then tap “Done”.
       *[other] Choose at most { $count }, then tap “Done”.
    }
survey-prompt-several-between = Choose from { $min } to { $max }, then tap “Done”.
survey-prompt-text =
    { $longest ->
        [one] Write your answer, at most { $longest } character.
       *[other] Write your answer, at most { $longest } characters.
    }
survey-prompt-number = Write a whole number from { $min } to { $max }.
