package import Protocol

extension SignedFile {
  /// The same file with one more signature.
  package func signed(by key: TrainerKey) throws -> SignedFile {
    var file = self
    let signature = try key.signature(over: Envelope.encoding(kind.envelope, body))
    file.signatures.append(Signature(publicKey: key.publicKey, bytes: signature))
    return file
  }
}
