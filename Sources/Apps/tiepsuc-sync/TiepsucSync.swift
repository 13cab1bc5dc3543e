import ArgumentParser
import Phrases
import Platform

/// `tiepsuc-sync`: everything of Tiếp Sức that speaks with a network or a stick, in a process of its own.
struct TiepsucSync: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tiepsuc-sync",
    abstract: "Gửi nhận giữa bàn hỗ trợ và máy chủ / the exchange between a desk and its hub.",
    discussion: """
      Mỗi loại lỗi có mã thoát riêng (xem `tiepsuc-sync schema`); 0 là xong, 64 là sai câu lệnh.
      Each kind of failure has its own exit code (see `tiepsuc-sync schema`); 0 is success, 64 a wrong command line.
      """,
    version: Phrase.programVersion,
    subcommands: [
      EnrolCommand.self, PushCommand.self, PullCommand.self, StatusCommand.self, ContactsCommand.self,
      EraseCommand.self,
      BundleCommand.self, SchemaCommand.self,
    ])
}

@main
enum Program {
  static func main() async {
    ProcessMemory.keepPrivate()
    await TiepsucSync.main()
  }
}
