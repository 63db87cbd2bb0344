import type { ApprovalQuestion } from '@codexos/protocol/question';

/** Who may answer, where it is not everybody who runs flows. */
export function ForRole({ role }: Pick<ApprovalQuestion, 'role'>) {
  if (role === undefined) return null;
  return (
    <p className="text-xs text-muted-foreground">
      {role === 'admin'
        ? 'An admin has to answer.'
        : `Somebody with the role ${role} or a higher one has to answer.`}
    </p>
  );
}
