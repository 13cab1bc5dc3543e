/// The consonants before the vowels, and which vowels they accept.
enum Onset {
  /// The onsets of Vietnamese words; a syllable may also have none.
  private static let native = table("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")
    .union([Skeleton("")])

  /// Onsets of place and family names from the Central Highlands: Krông, Prông, Đrây, Mlô. Their syllables are not toned.
  private static let foreign = table("br đr kr ml pl pr")

  /// Onsets of the few words that end in "uơ": huơ, khuơ, thuở.
  static let beforeOpenHornedO = table("h kh th")

  private static let k = Skeleton("k")
  private static let c = Skeleton("c")
  private static let g = Skeleton("g")
  private static let gh = Skeleton("gh")
  private static let ngh = Skeleton("ngh")
  private static let qu = Skeleton("qu")
  /// No onset, but the beginning of qu.
  private static let q = Skeleton("q")

  private static func table(_ onsets: String) -> Set<Skeleton> {
    Set(onsets.split(separator: " ").map { Skeleton($0) })
  }

  /// Whether a syllable can begin so, with these vowels (none yet is fine) and with or without a tone.
  static func accepts(_ onset: Skeleton, before vowel: Letter?, isToned: Bool) -> Bool {
    if foreign.contains(onset) { return !isToned }
    if onset == q { return vowel == nil && !isToned }
    guard native.contains(onset) else { return false }
    guard let vowel else { return true }
    let isFront = vowel.base == .e || vowel.base == .i || vowel.base == .y
    if onset == c { return !isFront }
    // "gì" and "gìn" are g and i.
    if onset == g { return !isFront || vowel.base == .i }
    if onset == gh || onset == ngh { return isFront && vowel.base != .y }
    // Only names have k before a back vowel: Kon Tum, Kông Chro.
    if onset == k { return isFront || !isToned }
    return onset != qu || vowel.base != .u
  }
}
