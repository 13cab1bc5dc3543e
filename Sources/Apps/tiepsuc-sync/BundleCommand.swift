import ArgumentParser
import SyncClient

/// `tiepsuc-sync bundle`.
struct BundleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle", abstract: "Gửi nhận bằng USB / the exchange by stick.",
    subcommands: [Write.self, Read.self])

  /// `tiepsuc-sync bundle write DIR`.
  struct Write: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "write", abstract: "Ghi các mục chưa gửi vào thư mục / write what is unsent into a folder.")
    @OptionGroup var options: SyncOptions
    @Argument(help: "Thư mục trên USB / a folder on the stick.") var directory: String
    func run() async throws {
      let directory = directory
      try await options.perform { await $0.writeBundle(to: directory) }
    }
  }

  /// `tiepsuc-sync bundle read FILE`.
  struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "read", abstract: "Đọc tệp hoặc thư mục trên USB / read a file or folder of a stick.")
    @OptionGroup var options: SyncOptions
    @Argument(help: "Tệp .tsb hoặc thư mục / a .tsb file or a folder.") var path: String
    func run() async throws {
      let path = path
      try await options.perform { await $0.readBundles(at: path) }
    }
  }
}
