// Who was erased, and with which key: nothing of the list may be lost without a word.
#include "adapters/keys/erasures.h"

#include <fstream>
#include <gtest/gtest.h>

#include "adapters/disk/file.h"

#include "tests/support/temp_folder.h"

namespace dunghan {
namespace {

const Instant then = parse_instant("2022-10-25T00:56:00Z", Zone{}).value();
const Sha256 key = sha256("a key file");

const Erasures some{
    {"cb-017", {then, "Đơn ngày 25/10/2022", key}}, {"cb-020", {then, "- và gạch", {}}}};

TEST(Erasures, AreGivenBackAsTheyWereWritten) {
    const tests::TempFolder folder;
    const auto file = folder.path() / "keys" / "erased";
    EXPECT_EQ(read_erasures(file).value(), Erasures{}) << "nobody was erased";

    ASSERT_TRUE(write_erasures(file, some));

    EXPECT_EQ(read_erasures(file).value(), some);
}

TEST(Erasures, KeepABasisOfManyLinesInOne) {
    const std::string text = encode_erasures({{"a", {then, " một\nerased b\r\n hai ", key}}});
    EXPECT_EQ(decode_erasures(text).value().at("a").basis, "một erased b hai");
}

TEST(Erasures, AreRefusedWhenOneOctetIsAnotherOrTheEndIsMissing) {
    const std::string text = encode_erasures(some);
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string changed = text;
        changed[at] = static_cast<char>(changed[at] ^ 4);
        EXPECT_FALSE(decode_erasures(changed)) << at;
        EXPECT_FALSE(decode_erasures(text.substr(0, at))) << at;
    }
}

TEST(Erasures, NameTheFileThatIsDamagedAndTheWayOut) {
    const tests::TempFolder folder;
    const auto file = folder.path() / "erased";
    ASSERT_TRUE(disk::write_file(file, encode_erasures(some) + "x"));

    const auto read = read_erasures(file);

    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::corruption);
    EXPECT_NE(read.error().detail.find(file.string()), std::string::npos);
    EXPECT_NE(read.error().detail.find("take this file out"), std::string::npos);
}

TEST(Erasures, OfOneLogAreJoinedAndLearnAKey) {
    Erasures all{{"cb-020", {then, "b", key}}, {"cb-021", {then, "c", key}}};

    ASSERT_TRUE(merge(all, some));

    EXPECT_EQ(all.size(), 3U);
    EXPECT_EQ(all.at("cb-020").key, key) << "the one list knows what the other does not";
    EXPECT_EQ(all.at("cb-017"), some.at("cb-017"));
}

TEST(Erasures, OfTwoLogsAreNotJoined) {
    Erasures all{{"cb-017", {then, "b", sha256("another key")}}};
    EXPECT_EQ(merge(all, some).error().code, ErrorCode::refused);
}

TEST(Erasures, KnowAKeyThatWasDestroyedByItsOctets) {
    EXPECT_TRUE(was_destroyed(some, "cb-017", "a key file").value());
    EXPECT_TRUE(was_destroyed(some, "cb-020", "any: its key was gone").value());
    EXPECT_FALSE(was_destroyed(some, "cb-018", "a key file").value());
    EXPECT_EQ(was_destroyed(some, "cb-017", "another").error().code, ErrorCode::refused);
}

}  // namespace
}  // namespace dunghan
