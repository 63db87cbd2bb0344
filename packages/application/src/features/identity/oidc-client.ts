/** Sign-in through an OpenID provider: code flow with PKCE, state and nonce; Keycloak and Authentik by discovery. */
import { CodexError, errorMessage } from '@codexos/utils/errors';
import * as client from 'openid-client';
import type { Identity, OidcOptions } from './identity-options.ts';
import { identityOf } from './verify-token.ts';

/** What the browser keeps, out of reach for scripts, while somebody is at the provider. */
export interface PendingSignIn {
  state: string;
  nonce: string;
  codeVerifier: string;
}

export function createOidcClient({ issuer, clientId, clientSecret, label, groupsClaim }: OidcOptions) {
  let discovered: Promise<client.Configuration> | undefined;

  const discover = (): Promise<client.Configuration> => {
    const isPlain = new URL(issuer).protocol === 'http:';
    discovered ??= client
      .discovery(new URL(issuer), clientId, clientSecret, clientSecret ? undefined : client.None(), {
        execute: [
          // The library trusts the connection alone to bring an ID token; here its signature has to be right too.
          client.enableNonRepudiationChecks,
          // Plain HTTP is what the operator wrote into the environment, as for a provider on the same machine.
          ...(isPlain ? [client.allowInsecureRequests] : []),
        ],
      })
      .catch((error: unknown) => {
        discovered = undefined;
        throw new CodexError({
          code: 'UNAVAILABLE',
          message: `The sign-in of ${label} does not answer: ${errorMessage(error)}`,
          hint: 'Try again in a moment. The operator can check CODEXOS_OIDC_ISSUER.',
          cause: error,
        });
      });
    return discovered;
  };

  return {
    label,

    /** Where to send the browser, and what it has to bring back. */
    async begin(redirectUri: string): Promise<{ url: string; pending: PendingSignIn }> {
      const configuration = await discover();
      const pending = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        codeVerifier: client.randomPKCECodeVerifier(),
      };
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(pending.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, pending };
    },

    /** Who came back. Throws SIGN_IN_FAILED. */
    async finish(callbackUrl: string, pending: PendingSignIn): Promise<Identity> {
      const configuration = await discover();
      try {
        const tokens = await client.authorizationCodeGrant(configuration, new URL(callbackUrl), {
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          pkceCodeVerifier: pending.codeVerifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw new Error('there was no ID token');
        return identityOf(claims, groupsClaim);
      } catch (error) {
        throw new CodexError({
          code: 'SIGN_IN_FAILED',
          message: `${label} did not let you in: ${errorMessage(error)}`,
          hint: 'Try again from the sign-in page.',
          cause: error,
        });
      }
    },
  };
}
