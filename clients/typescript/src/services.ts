/** Services of the contract. */

import { AnnouncementServiceDefinition } from "./gen/hotline/v1/announcement_service.js";
import { ArchiveServiceDefinition } from "./gen/hotline/v1/archive_service.js";
import { AttachmentServiceDefinition } from "./gen/hotline/v1/attachment_service.js";
import { AuditServiceDefinition } from "./gen/hotline/v1/audit_service.js";
import { CallerServiceDefinition } from "./gen/hotline/v1/caller_service.js";
import { CaseServiceDefinition } from "./gen/hotline/v1/case_service.js";
import { DelegationServiceDefinition } from "./gen/hotline/v1/delegation_service.js";
import { DepartmentServiceDefinition } from "./gen/hotline/v1/department_service.js";
import { DeskServiceDefinition } from "./gen/hotline/v1/desk_service.js";
import { DirectoryServiceDefinition } from "./gen/hotline/v1/directory_service.js";
import { HotspotServiceDefinition } from "./gen/hotline/v1/hotspot_service.js";
import { InquiryServiceDefinition } from "./gen/hotline/v1/inquiry_service.js";
import { IntakeServiceDefinition } from "./gen/hotline/v1/intake_service.js";
import { LeaderServiceDefinition } from "./gen/hotline/v1/leader_service.js";
import { LearnServiceDefinition } from "./gen/hotline/v1/learn_service.js";
import { MessageServiceDefinition } from "./gen/hotline/v1/message_service.js";
import { OperationsServiceDefinition } from "./gen/hotline/v1/operations_service.js";
import { LineServiceDefinition } from "./gen/hotline/v1/line_service.js";
import { PlaceServiceDefinition } from "./gen/hotline/v1/place_service.js";
import { PolicyServiceDefinition } from "./gen/hotline/v1/policy_service.js";
import { PublicServiceDefinition } from "./gen/hotline/v1/public_service.js";
import { ReportServiceDefinition } from "./gen/hotline/v1/report_service.js";
import { RuleServiceDefinition } from "./gen/hotline/v1/rule_service.js";
import { SlipServiceDefinition } from "./gen/hotline/v1/slip_service.js";

/** All services. */
export const SERVICES = [
  AnnouncementServiceDefinition,
  ArchiveServiceDefinition,
  AttachmentServiceDefinition,
  AuditServiceDefinition,
  CallerServiceDefinition,
  CaseServiceDefinition,
  DelegationServiceDefinition,
  DepartmentServiceDefinition,
  DeskServiceDefinition,
  DirectoryServiceDefinition,
  HotspotServiceDefinition,
  InquiryServiceDefinition,
  IntakeServiceDefinition,
  LeaderServiceDefinition,
  LearnServiceDefinition,
  MessageServiceDefinition,
  SlipServiceDefinition,
  OperationsServiceDefinition,
  LineServiceDefinition,
  PlaceServiceDefinition,
  PolicyServiceDefinition,
  PublicServiceDefinition,
  ReportServiceDefinition,
  RuleServiceDefinition,
] as const;
