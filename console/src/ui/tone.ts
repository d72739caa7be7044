/** What a colour means, everywhere: bad must be acted on, warn soon, info goes on, good is done, quiet is out of the way. */
export type Tone = 'bad' | 'warn' | 'info' | 'good' | 'quiet'
