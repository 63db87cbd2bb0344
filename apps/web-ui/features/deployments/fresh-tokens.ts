/** Tokens of deployments drafted in this tab. They live in memory alone: after a reload nobody sees one again. */
const tokens = new Map<string, string>();

export const freshTokens = {
  keep: (deploymentId: string, token: string): void => void tokens.set(deploymentId, token),
  of: (deploymentId: string): string | undefined => tokens.get(deploymentId),
};
