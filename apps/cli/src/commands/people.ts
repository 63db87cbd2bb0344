import { listMembers } from '@codexos/protocol/contracts/people.contract';
import { emailSchema, passwordSchema } from '@codexos/protocol/contracts/session.contract';
import { CodexError } from '@codexos/utils/errors';
import { callUseCase } from '../call-use-case.ts';
import { EXIT, type Command, type CommandContext } from '../command.ts';
import { openApplication, type OpenApplication } from '../open-application.ts';
import { readHidden } from '../read-hidden.ts';

/** For the operator of the machine: who is there, and a new password for whoever lost theirs. */
export const peopleCommand: Command = {
  usage: 'people list|password [EMAIL]',
  summary: 'members, and new passwords; read from standard input',
  async run(context) {
    const [verb, word = ''] = context.words;
    if (verb !== 'list' && verb !== 'password') {
      throw new CodexError({
        code: 'REQUEST_INVALID',
        message: `people does not know ${verb ?? 'an empty verb'}.`,
        hint: 'people list or people password EMAIL',
      });
    }
    await using open = await openApplication(context.options);
    await (verb === 'list' ? list(open, context) : setPassword(open, context, word));
    return EXIT.completed;
  },
};

async function list(open: OpenApplication, { output }: CommandContext): Promise<void> {
  const { items: members } = await callUseCase(open, listMembers);
  output.json({ members });
  for (const { name, email, role } of members) output.text(`${role}  ${name}  ${email ?? '(no address)'}`);
}

async function setPassword(
  { application: { services }, principal }: OpenApplication,
  { output, signal }: CommandContext,
  word: string,
): Promise<void> {
  const email = emailSchema.safeParse(word);
  if (!email.success) throw wrong('people password needs the e-mail address of an account.');
  const password = passwordSchema.safeParse(await readHidden(`New password of ${email.data}: `, signal));
  if (!password.success) throw wrong('The password must have 12 to 200 characters.');
  const userId = await services.accounts.resetPassword(email.data, password.data);
  await services.sessions.revokeOthers(userId, undefined);
  await services.audit.record({
    workspaceId: principal.workspaceId,
    actor: { type: 'system', id: 'command-line' },
    action: 'resetPassword',
    target: userId,
    outcome: 'done',
  });
  output.json({ reset: email.data });
  output.note(`${email.data} has a new password; all sessions have ended.`);
}

function wrong(message: string): CodexError {
  return new CodexError({ code: 'REQUEST_INVALID', message, hint: 'people password ada@example.org' });
}
