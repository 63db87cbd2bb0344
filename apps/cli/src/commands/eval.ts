import { EXIT, type Command } from '../command.ts';
import { openApplication } from '../open-application.ts';
import { readSource } from '../read-source.ts';

export const evalCommand: Command = {
  usage: 'eval --source DIR [--questions N]',
  summary: 'measure retrieval on questions made from the source itself',
  async run(context) {
    await using open = await openApplication(context.options);
    const source = await readSource(open, context);
    context.output.note(`Measuring on at most ${context.options.questions} questions of each kind`);
    const evaluation = await open.application.services.knowledge.evaluate({
      workspaceId: open.principal.workspaceId,
      sourceId: source.id,
      maxQuestions: context.options.questions,
      signal: context.signal,
    });
    context.output.json(evaluation);
    for (const [kind, { questions, settings }] of Object.entries(evaluation)) {
      context.output.text(`${kind}: ${questions} questions`);
      for (const [setting, { mrr10, recall10, ndcg10 }] of Object.entries(settings)) {
        context.output.text(
          `  ${setting.padEnd(16)} MRR@10 ${mrr10.toFixed(3)}  recall@10 ${recall10.toFixed(3)}  NDCG@10 ${ndcg10.toFixed(3)}`,
        );
      }
    }
    return EXIT.completed;
  },
};
