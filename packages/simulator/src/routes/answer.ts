/** What goes back over the wire, before anything is done to it. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

// Measured live 2026-10-02, the same for every endpoint. Neither Retry-After nor the rate limit headers are exposed.
export const corsHeaders: Record<string, string> = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET,OPTIONS,PATCH,DELETE,POST,PUT',
  'access-control-allow-headers':
    'Authorization,User-Agent,X-Api-Key,X-CSRF-Token,X-Requested-With,Accept,Accept-Version,Content-Length,Content-MD5,' +
    'Content-Type,Date,X-Api-Version,HTTP-Referer,X-Windowai-Title,X-Openrouter-Title,X-Title,X-Openrouter-Categories,' +
    'X-Openrouter-App-Visibility,X-Session-Id,X-Stainless-Lang,X-Stainless-Package-Version,X-Stainless-OS,' +
    'X-Stainless-Arch,X-Stainless-Runtime,X-Stainless-Runtime-Version,X-Stainless-Async,X-Stainless-Retry-Count,' +
    'X-Stainless-Timeout,Protection-Key,Idempotency-Key,traceparent,tracestate,b3',
  'access-control-expose-headers': 'X-Generation-Id,X-Provider-Name,request-id,cf-ray',
};

export function jsonAnswer(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'private, no-store',
      ...corsHeaders,
      ...headers,
    },
    body: JSON.stringify(value),
  };
}

/** OpenRouter's envelope; live answers put the message first. */
export const errorAnswer = (status: number, message: string, headers: Record<string, string> = {}): Answer =>
  jsonAnswer({ error: { message, code: status } }, status, headers);

/** The other envelope, seen live for parameters that do not validate: no `code`, and `message` is JSON in a string. */
export const zodErrorAnswer = (path: string, message: string): Answer =>
  jsonAnswer(
    {
      success: false,
      error: {
        name: 'ZodError',
        message: JSON.stringify([{ code: 'custom', path: [path], message }], null, 2),
      },
    },
    400,
  );
