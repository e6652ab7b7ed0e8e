import { isSecureUrl } from '../../services/is-secure-url.ts';

/**
 * What is wrong with a connection string for Azure Blob Storage, without repeating any of it; undefined if
 * nothing is. It may carry an account's key, or an endpoint and a shared access signature.
 */
export function storageConnectionProblem(value: string): string | undefined {
  const parts = new Map(
    value.split(';').map((part) => {
      const [name = ''] = part.split('=', 1);
      return [name.trim(), part.slice(name.length + 1)] as const;
    }),
  );
  if (value.startsWith('UseDevelopmentStorage=true')) return undefined;
  const protocol = parts.get('DefaultEndpointsProtocol');
  const account = parts.get('AccountName');
  const key = parts.get('AccountKey');
  const suffix = parts.get('EndpointSuffix');
  const hasAccount = protocol && account && key && /^[A-Za-z0-9+/]+={0,2}$/.test(key);
  const assembled = hasAccount && suffix ? `${protocol}://${account}.blob.${suffix}` : undefined;
  const endpoint = parts.get('BlobEndpoint') || assembled;
  if (!endpoint || !(hasAccount || parts.get('SharedAccessSignature')) || !URL.canParse(endpoint)) {
    return (
      'is not the connection string of a storage account. Copy it from the Azure portal, under “Access keys”: ' +
      'DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net'
    );
  }
  return isSecureUrl(endpoint)
    ? undefined
    : 'must name an https endpoint. Plain http is accepted for a loopback address only';
}
