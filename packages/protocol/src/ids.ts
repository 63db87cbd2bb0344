/** Identifiers. Every stored thing has a ULID; the brand keeps one kind of id from being passed for another. */
import { z } from 'zod';

const ulid = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'must be a ULID');

export const flowIdSchema = ulid.brand<'FlowId'>();
export const runIdSchema = ulid.brand<'RunId'>();
export const agentIdSchema = ulid.brand<'AgentId'>();
export const knowledgeBaseIdSchema = ulid.brand<'KnowledgeBaseId'>();
export const sourceIdSchema = ulid.brand<'SourceId'>();
export const conversationIdSchema = ulid.brand<'ConversationId'>();
export const messageIdSchema = ulid.brand<'MessageId'>();
export const workspaceIdSchema = ulid.brand<'WorkspaceId'>();
export const userIdSchema = ulid.brand<'UserId'>();
export const apiTokenIdSchema = ulid.brand<'ApiTokenId'>();
export const secretIdSchema = ulid.brand<'SecretId'>();
export const registryIdSchema = ulid.brand<'RegistryId'>();
export const invitationIdSchema = ulid.brand<'InvitationId'>();
export const shareLinkIdSchema = ulid.brand<'ShareLinkId'>();
export const deploymentIdSchema = ulid.brand<'DeploymentId'>();
export const toolIdSchema = ulid.brand<'ToolId'>();
export const triggerIdSchema = ulid.brand<'TriggerId'>();
export const providerIdSchema = ulid.brand<'ProviderId'>();

export type FlowId = z.infer<typeof flowIdSchema>;
export type RunId = z.infer<typeof runIdSchema>;
export type AgentId = z.infer<typeof agentIdSchema>;
export type KnowledgeBaseId = z.infer<typeof knowledgeBaseIdSchema>;
export type SourceId = z.infer<typeof sourceIdSchema>;
export type ConversationId = z.infer<typeof conversationIdSchema>;
export type MessageId = z.infer<typeof messageIdSchema>;
export type WorkspaceId = z.infer<typeof workspaceIdSchema>;
export type UserId = z.infer<typeof userIdSchema>;
export type ApiTokenId = z.infer<typeof apiTokenIdSchema>;
export type SecretId = z.infer<typeof secretIdSchema>;
export type RegistryId = z.infer<typeof registryIdSchema>;
export type InvitationId = z.infer<typeof invitationIdSchema>;
export type ShareLinkId = z.infer<typeof shareLinkIdSchema>;
export type DeploymentId = z.infer<typeof deploymentIdSchema>;
export type ToolId = z.infer<typeof toolIdSchema>;
export type TriggerId = z.infer<typeof triggerIdSchema>;
export type ProviderId = z.infer<typeof providerIdSchema>;

/** A node's id is unique within its flow and chosen by the editor: short, readable, safe in an expression. */
export const nodeIdSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'must start with a letter and hold letters, digits, _ or -')
  .brand<'NodeId'>();
export type NodeId = z.infer<typeof nodeIdSchema>;

/**
 * One time a node runs in one place of a run. Made from the node and its path, never random, so that a
 * resumed run addresses the same activation: `draft`, `draft@refine:2`, `draft@outer:1,inner:3`.
 */
export const activationIdSchema = z.string().min(1).max(400).brand<'ActivationId'>();
export type ActivationId = z.infer<typeof activationIdSchema>;
