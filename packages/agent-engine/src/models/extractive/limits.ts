/** Characters of a question that are looked at: more says nothing more about what is asked. */
const MAX_QUESTION_LENGTH = 4_000;
/** Characters of a passage that are looked at. */
const MAX_PASSAGE_LENGTH = 200_000;

/** The part of a question that is looked at. */
export function analysedQuestion(question: string): string {
  return question.slice(0, MAX_QUESTION_LENGTH);
}

/** The part of a passage's text that is looked at. */
export function analysedText(text: string): string {
  return text.slice(0, MAX_PASSAGE_LENGTH);
}
