// config/directory.yaml: thirty agencies, and every name the report prints for them.
#include <gtest/gtest.h>

#include "engine/base/text.h"
#include "engine/directory/resolve.h"

#include "adapters/config/directory_file.h"

#include "tests/support/office_file.h"

namespace dunghan {
namespace {

Directory published() {
    const std::string yaml =
        tests::read_file(std::string(DUNGHAN_SOURCE_DIR) + "/config/directory.yaml");
    const auto content = read_directory(yaml, "directory.yaml");
    EXPECT_TRUE(content.has_value()) << (content ? "" : content.error().detail);
    return Directory(content.value_or(DirectoryPublished{}));
}

TEST(DirectoryFile, HoldsTheAgenciesOfTheReport) {
    const Directory directory = published();

    EXPECT_EQ(directory.content().agencies.size(), 30U);
    EXPECT_EQ(directory.group("cac-so-ban-nganh")->members.size(), 22U);
    EXPECT_EQ(directory.group("ubnd-cap-huyen")->members.size(), 8U);
    EXPECT_TRUE(directory.group("cac-co-quan-don-vi-lien-quan")->members.empty());
}

TEST(DirectoryFile, NamesEachAgencyAfterItsIdAndGivesItAnAddress) {
    const Directory directory = published();
    for (const Agency& agency : directory.content().agencies) {
        EXPECT_EQ(agency.id, slug(agency.name));
        EXPECT_TRUE(agency.email.ends_with("@khanhhoa.example")) << agency.id;
    }
}

TEST(DirectoryFile, ResolvesEveryNameAndAliasToItsOwner) {
    const Directory directory = published();
    const NameIndex names(directory);
    const auto expect_owner = [&](const std::string& name, const Party& owner) {
        EXPECT_EQ(names.parties_in(name), std::vector<Party>{owner}) << name;
    };
    for (const Agency& agency : directory.content().agencies) {
        expect_owner(agency.name, {PartyKind::agency, agency.id});
        for (const std::string& alias : agency.aliases) {
            expect_owner(alias, {PartyKind::agency, agency.id});
        }
    }
    for (const Group& group : directory.content().groups) {
        expect_owner(group.name, {PartyKind::group, group.id});
        for (const std::string& alias : group.aliases) {
            expect_owner(alias, {PartyKind::group, group.id});
        }
    }
}

}  // namespace
}  // namespace dunghan
