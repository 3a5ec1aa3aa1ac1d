/** A hotel's log-in page, as it comes with status 200 instead of the answer. */
export const captivePortalPage =
  '<!DOCTYPE html>\n<html><head><title>Welcome to Guest Wi-Fi</title></head>' +
  '<body><h1>Please sign in</h1><form action="https://elsewhere.example/login"><input name="room"></form></body></html>\n';

/** Cloudflare's error page; OpenRouter's visitors have seen it with this title. */
export const cloudflarePage = (status: number): string =>
  '<!DOCTYPE html>\n<html lang="en-US"><head><title>Temporarily unavailable | openrouter.ai | Cloudflare</title>' +
  '<meta http-equiv="refresh" content="30"></head><body><div id="cf-wrapper"><div id="cf-error-details">' +
  `<h1><span>Error</span> <span>${status}</span></h1><h2>Temporarily unavailable</h2></div></div></body></html>\n`;
