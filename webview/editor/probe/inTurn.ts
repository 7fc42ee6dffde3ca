/**
 * Makes questions wait for each other: the host takes a second question about attributions for a change of mind and drops
 * the first.
 */
export function inTurn<Question, Answer>(
  read: (question: Question) => Promise<Answer>,
): (question: Question) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (question) => {
    const answer = last.then(() => read(question));
    last = answer.catch(() => undefined);
    return answer;
  };
}
