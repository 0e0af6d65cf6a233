// Keys of persons and what they seal: kept, found, destroyed; opened by nobody else.
#include <fstream>
#include <gtest/gtest.h>
#include <set>

#include "adapters/keys/seal.h"

#include "tests/support/temp_folder.h"

namespace dunghan {
namespace {

const PersonalData data{"Nguyễn Văn A", "nva@khanhhoa.example", "0258 3 822 000"};

PersonKey key_of(std::uint8_t octet) {
    PersonKey key;
    key.fill(octet);
    return key;
}

template <class T>
ErrorCode code_of(const Result<T>& result) {
    EXPECT_FALSE(result) << "expected an error";
    return result ? ErrorCode{} : result.error().code;
}

TEST(KeyRing, MakesAKeyOnceAndFindsItAgain) {
    const tests::TempFolder folder;
    KeyRing ring(folder.path() / "keys");

    EXPECT_EQ(ring.find("cb-017").value(), std::nullopt);
    const PersonKey made = ring.make("cb-017").value();

    EXPECT_EQ(ring.make("cb-017").value(), made);
    EXPECT_EQ(KeyRing(folder.path() / "keys").find("cb-017").value(), made);
    EXPECT_NE(ring.make("cb-018").value(), made);
}

TEST(KeyRing, LetsOnlyTheOwnerRead) {
    const tests::TempFolder folder;
    KeyRing ring(folder.path() / "keys");
    ASSERT_TRUE(ring.make("cb-017"));
    using std::filesystem::perms;

    const auto file = std::filesystem::status(ring.file_of("cb-017")).permissions();
    const auto keys = std::filesystem::status(folder.path() / "keys").permissions();

    EXPECT_EQ(file & (perms::group_all | perms::others_all), perms::none);
    EXPECT_EQ(keys & (perms::group_all | perms::others_all), perms::none);
}

TEST(KeyRing, LeavesNothingOfADestroyedKey) {
    const tests::TempFolder folder;
    KeyRing ring(folder.path() / "keys");
    ASSERT_TRUE(ring.make("cb-017"));
    // A second name for the same octets, to see them overwritten and not only forgotten
    const auto spy = folder.path() / "spy";
    std::filesystem::create_hard_link(ring.file_of("cb-017"), spy);

    ASSERT_TRUE(ring.destroy("cb-017"));
    ASSERT_TRUE(ring.destroy("cb-017")) << "done already";

    EXPECT_EQ(ring.find("cb-017").value(), std::nullopt);
    std::ifstream in(spy, std::ios::binary);
    const std::string left(std::istreambuf_iterator<char>(in), {});
    EXPECT_EQ(left, std::string(left.size(), '\0'));
    EXPECT_EQ(left.size(), 40U);
}

TEST(KeyRing, NamesTheFileOfADamagedKey) {
    const tests::TempFolder folder;
    KeyRing ring(folder.path() / "keys");
    ASSERT_TRUE(ring.make("cb-017"));
    std::fstream file(ring.file_of("cb-017"), std::ios::in | std::ios::out | std::ios::binary);
    for (int at = 0; at < 40; ++at) {
        file.seekg(at);
        const char before = static_cast<char>(file.get());
        file.seekp(at);
        file.put(static_cast<char>(before ^ 1));
        file.flush();

        const auto found = ring.find("cb-017");

        ASSERT_FALSE(found) << at;
        EXPECT_EQ(found.error().code, ErrorCode::corruption);
        EXPECT_NE(found.error().detail.find("cb-017.key"), std::string::npos);
        file.seekp(at);
        file.put(before);
        file.flush();
    }
    EXPECT_TRUE(ring.find("cb-017").value().has_value());
    for (const std::size_t octets : {41, 1 << 20}) {  // longer than a key, and than any file of one
        std::filesystem::resize_file(ring.file_of("cb-017"), octets);
        const auto found = ring.find("cb-017");
        ASSERT_FALSE(found) << octets;
        EXPECT_EQ(found.error().code, ErrorCode::corruption) << octets;
    }
}

TEST(Seal, OpensWithTheSameKeyAndPerson) {
    const std::string sealed = seal(key_of(1), "cb-017", data).value();

    EXPECT_EQ(unseal(key_of(1), "cb-017", sealed).value(), data);
    EXPECT_EQ(unseal(key_of(1), "x", seal(key_of(1), "x", {}).value()).value(), PersonalData{});
}

// The example of docs/formats/personal_data.md, sealed by another implementation.
TEST(Seal, OpensTheWorkedExample) {
    PersonKey key;
    for (std::size_t i = 0; i < key.size(); ++i) {
        key[i] = static_cast<std::uint8_t>(i);
    }
    const std::string sealed =
        "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZX2zlLF6WZmK0Kmqfoax8LstOuraplOBPxAlCTLWFrQr5zgWMD"
        "Jf7hHv+Cxnky+unRo1lPyF+1hBy2/Aj0E7JMVFor+HIUs0XIhQOw/9x5nO/2xwYrKD1kd1CjB5TFZTMl"
        "JnW3ybjla7bdoWKaRxfJi5/zE94pyoPgDL9XEiLHe5+Yhow5fhxeaQ1uP1QjTl+1";

    EXPECT_EQ(unseal(key, "cb-017", sealed).value(), data);
}

TEST(Seal, SealsTheSameToOtherOctetsOfTheSameLength) {
    std::set<std::string> sealed;
    for (int i = 0; i < 100; ++i) {
        sealed.insert(seal(key_of(1), "cb-017", data).value());
    }
    EXPECT_EQ(sealed.size(), 100U);
    EXPECT_EQ(seal(key_of(1), "cb-017", {"A", "", ""}).value().size(), sealed.begin()->size())
        << "the length tells nothing of a name";
}

TEST(Seal, IsRefusedUnderAnotherKeyAndForAnotherPerson) {
    const std::string sealed = seal(key_of(1), "cb-017", data).value();

    EXPECT_EQ(code_of(unseal(key_of(2), "cb-017", sealed)), ErrorCode::corruption);
    EXPECT_EQ(code_of(unseal(key_of(1), "cb-018", sealed)), ErrorCode::corruption);
    EXPECT_EQ(code_of(unseal(key_of(1), "cb-017", "")), ErrorCode::corruption);
    EXPECT_EQ(code_of(unseal(key_of(1), "cb-017", "not base64")), ErrorCode::corruption);
    EXPECT_EQ(code_of(unseal(key_of(1), "cb-017", sealed.substr(4))), ErrorCode::corruption);
}

TEST(Seal, IsRefusedWithAnyDigitChanged) {
    const std::string sealed = seal(key_of(1), "cb-017", data).value();
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        std::string changed = sealed;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        ASSERT_EQ(code_of(unseal(key_of(1), "cb-017", changed)), ErrorCode::corruption) << at;
    }
}

TEST(Seal, RefusesWhatIsTooLongWithoutRepeatingIt) {
    const auto sealed = seal(key_of(1), "cb-017", {std::string(1025, 'q'), "", ""});

    ASSERT_EQ(code_of(sealed), ErrorCode::invalid);
    EXPECT_EQ(sealed.error().detail.find("qq"), std::string::npos);
}

}  // namespace
}  // namespace dunghan
